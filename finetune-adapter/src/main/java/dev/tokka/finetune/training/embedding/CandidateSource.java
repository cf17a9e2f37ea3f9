// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import java.util.List;
import java.util.stream.Stream;

/**
 * Finds passages that a question could be confused with, such as the first ones of BM25 or of the frozen encoder. Those
 * that answer the question may be among them; training leaves them out.
 */
@FunctionalInterface
public interface CandidateSource {

    /**
     * Returns numbers of passages.
     *
     * @param question the number of the question in {@link AdapterData#train}
     * @param limit how many at most
     */
    List<Integer> candidates(int question, int limit);

    /** Returns the passages that are nearest to each question before training. */
    static CandidateSource nearest(AdapterData data) {
        Neighbours neighbours = new Neighbours(data.passages());
        return (question, limit) ->
                neighbours.nearest(data.train().get(question).vector(), limit);
    }

    /** Returns the passages of this source, then those of {@code other} that are not among them, half of each. */
    default CandidateSource and(CandidateSource other) {
        return (question, limit) -> {
            List<Integer> first = candidates(question, (limit + 1) / 2);
            return Stream.concat(first.stream(), other.candidates(question, limit).stream())
                    .distinct()
                    .limit(limit)
                    .toList();
        };
    }
}
