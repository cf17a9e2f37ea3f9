// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A question with the passages that answer it.
 *
 * @param vector of the question, as the encoder gives it; not changed
 * @param relevant numbers of passages in {@link AdapterData#passages}; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record JudgedQuestion(float[] vector, Set<Integer> relevant) {

    /** Checks and copies the numbers. */
    public JudgedQuestion {
        requireNonNull(vector, "vector");
        relevant = Set.copyOf(relevant);
        if (relevant.isEmpty()) {
            throw new IllegalArgumentException("expected at least one relevant passage but there is none");
        }
    }
}
