// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.finetune.decoding.automaton.ByteState;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which texts may be written, in the tokens of one vocabulary. Made by {@link Constraints}.
 *
 * <p>Remembers which tokens are allowed where, so it is worth keeping. Safe for use by many threads.
 */
public final class TokenConstraint {

    /** So many sets of tokens are remembered: of 150,000 tokens, one takes 19 KB. */
    private static final int MOST_SETS = 512;

    private final ByteTrie trie;
    private final States states = new States();
    private final States.State start;
    private final Map<ByteState, BitSet> allowed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteState, BitSet> eldest) {
            return size() > MOST_SETS;
        }
    };

    TokenConstraint(ByteState start, ByteTrie trie) {
        this.trie = trie;
        this.start = states.of(start);
    }

    /** Returns the state before the first token. */
    States.State start() {
        return start;
    }

    /** Returns the state after {@code bytes}, or empty if they are not allowed in {@code state}. */
    synchronized Optional<States.State> after(States.State state, byte[] bytes) {
        Optional<States.State> next = Optional.of(state);
        for (int i = 0; i < bytes.length && next.isPresent(); i++) {
            next = next.get().next(bytes[i] & 0xFF);
        }
        return next;
    }

    /**
     * Returns the tokens that may follow {@code state}, or a few more: {@link #after} has the last word.
     *
     * @return not to be changed
     */
    synchronized BitSet allowed(States.State state) {
        ByteState relaxed = state.state().relaxed();
        BitSet known = allowed.get(relaxed);
        if (known == null) {
            known = trie.allowed(states.of(relaxed));
            allowed.put(relaxed, known);
        }
        return known;
    }
}
