// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** One of some texts, exactly. */
public final class Labels {

    private Labels() {}

    /**
     * Returns the state before the first byte of one of {@code labels}.
     *
     * @param labels at least one, none empty; one may begin with another
     */
    public static ByteState of(Collection<String> labels) {
        Set<ByteBuffer> rests = new LinkedHashSet<>();
        for (String label : labels) {
            if (label.isEmpty()) {
                throw new IllegalArgumentException("labels must not be empty texts but one is");
            }
            rests.add(encoded(label));
        }
        if (rests.isEmpty()) {
            throw new IllegalArgumentException("labels must be at least one but are none");
        }
        return new Rests(rests);
    }

    private static ByteBuffer encoded(String label) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(label))
                    .asReadOnlyBuffer();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "labels must hold whole characters but one holds half a surrogate pair", e);
        }
    }

    /** What is left of the labels that begin with what was written. Nobody moves the buffers. */
    private record Rests(Set<ByteBuffer> rests) implements ByteState {

        @Override
        public Optional<ByteState> next(int next) {
            Set<ByteBuffer> left = new LinkedHashSet<>();
            for (ByteBuffer rest : rests) {
                if (rest.hasRemaining() && (rest.get(rest.position()) & 0xFF) == next) {
                    left.add(rest.slice(rest.position() + 1, rest.remaining() - 1));
                }
            }
            return left.isEmpty() ? Optional.empty() : Optional.of(new Rests(left));
        }

        @Override
        public boolean isComplete() {
            return rests.stream().anyMatch(rest -> !rest.hasRemaining());
        }
    }
}
