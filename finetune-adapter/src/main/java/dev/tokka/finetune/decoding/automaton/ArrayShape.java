// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.List;
import java.util.Set;

/** An array: first some items of their own shapes, then any number of one shape. */
final class ArrayShape extends Shape {

    private final List<Shape> first;
    private final Shape others;
    private final int min;
    private final int max;

    ArrayShape(List<Shape> first, Shape others, int min, int max) {
        this.first = List.copyOf(first);
        this.others = others;
        this.min = min;
        this.max = max;
    }

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        if (next == '[' && fits(below.depth())) {
            out.add(below.push(new Open(this, 0, Phase.BEGIN, Gap.FRESH)));
        }
    }

    @Override
    int measure() {
        int height = min <= max ? 0 : IMPOSSIBLE;
        for (int i = 0; i < Math.min(min, first.size()); i++) {
            height = Math.max(height, first.get(i).height());
        }
        if (min > first.size()) {
            height = Math.max(height, others.height());
        }
        return Math.min(IMPOSSIBLE, 1 + height);
    }

    private Shape item(int place) {
        return place < first.size() ? first.get(place) : others;
    }

    private boolean mayHave(int place, int depth) {
        return place < max && item(place).fits(depth);
    }

    private int more(int length) {
        return max == Integer.MAX_VALUE ? Math.min(Math.max(min, first.size()), length + 1) : length + 1;
    }

    private enum Phase {
        BEGIN,
        AFTER_COMMA,
        AFTER_ITEM
    }

    /**
     * An array that was begun.
     *
     * @param length how many items it has; no more than matters
     */
    private record Open(ArrayShape shape, int length, Phase phase, int gap) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            int depth = below.depth() + 1;
            int wider = Gap.next(gap, next, depth);
            if (wider != Gap.OVER) {
                if (phase == Phase.AFTER_ITEM && length < shape.min) {
                    return; // a comma comes right behind an item
                }
                out.add(below.push(new Open(shape, length, phase, wider)));
            } else if (next == ']') {
                if (phase != Phase.AFTER_COMMA && length >= shape.min) {
                    out.add(below);
                }
            } else if (phase == Phase.AFTER_ITEM) {
                if (next == ',' && gap == Gap.FRESH && shape.mayHave(length, depth)) {
                    out.add(below.push(new Open(shape, length, Phase.AFTER_COMMA, Gap.FRESH)));
                }
            } else if (shape.mayHave(length, depth)) {
                Frame after = new Open(shape, shape.more(length), Phase.AFTER_ITEM, Gap.FRESH);
                shape.item(length).begin(next, below.push(after), out);
            }
        }

        @Override
        public boolean nests() {
            return true;
        }
    }
}
