// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A document that was begun.
 *
 * @param readings what it may be: several while alternatives of the schema begin alike
 */
record JsonState(Set<Stack> readings) implements ByteState {

    @Override
    public Optional<ByteState> next(int next) {
        Set<Stack> after = new LinkedHashSet<>();
        readings.forEach(reading -> reading.next(next, after));
        return after.isEmpty() ? Optional.empty() : Optional.of(new JsonState(after));
    }

    @Override
    public boolean isComplete() {
        return readings.stream().anyMatch(Stack::isComplete);
    }

    @Override
    public ByteState relaxed() {
        return new JsonState(readings.stream().map(Stack::relaxed).collect(Collectors.toSet()));
    }

    /** Nothing was written yet. */
    record Begin(Shape shape) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            shape.begin(next, below, out);
        }
    }
}
