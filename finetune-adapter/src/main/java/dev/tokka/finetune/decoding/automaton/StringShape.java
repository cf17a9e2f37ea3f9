// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Set;

/** A string of so many code points. */
final class StringShape extends Shape {

    /** More code points than a token has. */
    private static final int LONG = 64;

    private final int min;
    private final int max;

    StringShape(int min, int max) {
        this.min = min;
        this.max = max;
    }

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        if (next == '"') {
            out.add(below.push(new Open(this, 0, JsonText.READY)));
        }
    }

    @Override
    int measure() {
        return min <= max ? 0 : IMPOSSIBLE;
    }

    /**
     * A string that was begun.
     *
     * @param length how many code points it has; no more than the least where there is no most
     */
    record Open(StringShape shape, int length, int phase) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            if (phase == JsonText.READY && next == '"') {
                if (length >= shape.min) {
                    out.add(below);
                }
                return;
            }
            int after = JsonText.next(phase, next);
            if (after != JsonText.BAD && (phase != JsonText.READY || length < shape.max)) {
                out.add(below.push(new Open(shape, phase == JsonText.READY ? shape.more(length) : length, after)));
            }
        }

        /** Far from its limits a string allows the same tokens whatever its length. */
        @Override
        public Frame relaxed() {
            boolean isFar = length > shape.min && shape.max != Integer.MAX_VALUE && shape.max - length > LONG;
            return isFar ? new Open(shape, shape.min, phase) : this;
        }
    }

    private int more(int length) {
        return max == Integer.MAX_VALUE ? Math.min(min, length + 1) : length + 1;
    }
}
