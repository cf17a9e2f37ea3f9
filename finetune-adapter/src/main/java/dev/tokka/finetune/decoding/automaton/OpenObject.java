// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Set;

/**
 * An object that was begun.
 *
 * @param place of the property that may come next, or whose value comes; behind the last one for others
 */
record OpenObject(ObjectShape shape, int place, Phase phase, int gap, Written written) implements Frame {

    enum Phase {
        BEGIN,
        AFTER_COMMA,
        AFTER_COLON,
        AFTER_VALUE
    }

    @Override
    public void next(int next, Stack below, Set<Stack> out) {
        int depth = below.depth() + 1;
        int wider = Gap.next(gap, next, depth);
        if (wider != Gap.OVER) {
            if (phase == Phase.AFTER_VALUE && !shape.mayEnd(place)) {
                return; // a comma comes right behind a value
            }
            out.add(below.push(new OpenObject(shape, place, phase, wider, written)));
        } else if (phase == Phase.AFTER_COLON) {
            int then = Math.min(shape.size(), place + 1);
            shape.shape(place).begin(next, below.push(at(then, Phase.AFTER_VALUE)), out);
        } else if (next == '}') {
            if (phase != Phase.AFTER_COMMA && shape.mayEnd(place)) {
                out.add(below);
            }
        } else if (phase == Phase.AFTER_VALUE) {
            if (next == ',' && gap == Gap.FRESH && shape.mayHaveMore(place, depth)) {
                out.add(below.push(at(place, Phase.AFTER_COMMA)));
            }
        } else if (next == '"') {
            beginKey(below, out);
        }
    }

    private OpenObject at(int newPlace, Phase newPhase) {
        return new OpenObject(shape, newPlace, newPhase, Gap.FRESH, written);
    }

    /** Adds every key that may come: up to the next one that is required. */
    private void beginKey(Stack below, Set<Stack> out) {
        int depth = below.depth() + 1;
        for (int i = place; i < shape.size(); i++) {
            ObjectShape.Property property = shape.property(i);
            if (property.shape().fits(depth)) {
                property.key().begin('"', below.push(at(i, Phase.AFTER_COLON)), out);
            }
            if (property.required()) {
                return;
            }
        }
        if (shape.mayHaveOthers(depth)) {
            out.add(below.push(new Key(shape, written, JsonText.READY, false)));
        }
    }

    @Override
    public boolean nests() {
        return true;
    }

    @Override
    public Frame relaxed() {
        return new OpenObject(shape, place, phase, gap, shape.hasOthers() ? Written.ANYTHING : written);
    }

    /**
     * The key of a property that is not declared: without escapes, so that equal keys have equal bytes.
     *
     * @param closed whether its last quote was written
     */
    private record Key(ObjectShape shape, Written written, int phase, boolean closed) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            if (closed) {
                if (next == ':') {
                    out.add(below.push(new OpenObject(shape, shape.size(), Phase.AFTER_COLON, Gap.FRESH, written)));
                }
            } else if (next == '"' && phase == JsonText.READY) {
                if (written.isNew(shape)) {
                    out.add(below.push(new Key(shape, written.closed(), phase, true)));
                }
            } else {
                int after = JsonText.next(phase, next);
                if (after != JsonText.BAD && after != JsonText.ESCAPE) {
                    out.add(below.push(new Key(shape, written.with(next), after, false)));
                }
            }
        }

        @Override
        public boolean nests() {
            return true;
        }

        @Override
        public Frame relaxed() {
            return new Key(shape, Written.ANYTHING, phase, closed);
        }
    }
}
