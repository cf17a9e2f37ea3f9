// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Checks;

/**
 * How the ranking by words (BM25) and the ranking by meaning (vectors) become one.
 *
 * <p>A passage that one of the two does not find gets nothing from it.
 */
public sealed interface Fusion {

    /**
     * Adds reciprocal ranks, which needs no scale for the scores.
     *
     * <pre>{@code
     * score = 1 / (k + rank by words) + 1 / (k + rank by meaning)
     * }</pre>
     *
     * @param k how little the first ranks stand out; at least 1
     * @see <a href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke and Büttcher (2009), Reciprocal rank fusion
     *     outperforms Condorcet and individual rank learning methods</a>
     */
    record ReciprocalRank(int k) implements Fusion {

        /** Checks the range above. */
        public ReciprocalRank {
            Checks.requireAtLeast(1, k, "k");
        }
    }

    /**
     * Adds the scores, each scaled so that the best of its ranking has 1 and the last one retrieved 0.
     *
     * <pre>{@code
     * score = vectorShare * vector score + (1 - vectorShare) * word score
     * }</pre>
     *
     * @param vectorShare how much the meaning counts, from 0 (words only) to 1 (meaning only)
     * @see <a href="https://arxiv.org/abs/2210.11934">Bruch, Gai and Ingber (2023), An Analysis of Fusion Functions for
     *     Hybrid Retrieval</a>
     */
    record Convex(double vectorShare) implements Fusion {

        /** Checks the range above. */
        public Convex {
            Checks.requireShare(vectorShare, "vectorShare");
        }
    }
}
