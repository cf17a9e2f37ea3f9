// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.finetune.decoding.automaton.ByteState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of an automaton that were met, each once, with what follows each. For use by one thread at a time. */
final class States {

    /** When so many were met they are forgotten; each takes about 1 KB once it was gone on from. */
    private static final int MOST = 30_000;

    private final Map<ByteState, State> met = new HashMap<>();

    /** Returns the one state equal to {@code state}. */
    State of(ByteState state) {
        State known = met.get(state);
        if (known == null) {
            if (met.size() >= MOST) {
                met.clear();
            }
            known = new State(state);
            met.put(state, known);
        }
        return known;
    }

    /** A state that remembers what follows it. */
    final class State {

        private static final int BYTES = 256;

        private final ByteState state;
        private Optional<State> @Nullable [] following;

        State(ByteState state) {
            this.state = state;
        }

        ByteState state() {
            return state;
        }

        /** Returns the state after {@code next}, from 0 to 255, or empty if that is not allowed. */
        Optional<State> next(int next) {
            Optional<State>[] known = following();
            if (known[next] == null) {
                known[next] = state.next(next).map(States.this::of);
            }
            return known[next];
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know no type parameters
        private Optional<State>[] following() {
            if (following == null) {
                following = new Optional[BYTES];
            }
            return following;
        }
    }
}
