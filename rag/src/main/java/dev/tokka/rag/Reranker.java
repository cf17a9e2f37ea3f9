// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import java.util.List;

/**
 * Says how well texts fit a query by reading both together, which ranks better than comparing vectors and costs more.
 *
 * <p>Implementations are safe for use by many threads, and the score of a text does not depend on the texts that are
 * scored with it.
 */
public interface Reranker {

    /**
     * Returns one score for each text, in the order of the texts; higher fits better.
     *
     * @param query not blank
     * @param texts none blank; may be empty
     * @return new array of finite numbers, as long as {@code texts}
     * @throws dev.tokka.QuestionRejectedException if the query is longer than the model takes
     * @throws dev.tokka.ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    double[] score(String query, List<String> texts);

    /** Returns what decides the scores: the digest of the weights and the settings. */
    Description describe();
}
