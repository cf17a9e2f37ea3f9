// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

/**
 * Turns a score on any scale into a share.
 *
 * <pre>{@code
 * share = 1 / (1 + exp(-slope * (score - middle)))
 * }</pre>
 *
 * @param middle the score that becomes 0.5; finite
 * @param slope how fast the share grows there; more than 0, finite
 */
public record LogisticMap(double middle, double slope) {

    /**
     * Middle 0 and slope 1: for models that were trained on MS MARCO with the logistic loss and give logits, as
     * {@code cross-encoder/ms-marco-MiniLM-L6-v2} does, the share is the probability that they learned.
     */
    public static final LogisticMap MS_MARCO = new LogisticMap(0, 1);

    /** Checks the ranges above. */
    public LogisticMap {
        if (!Double.isFinite(middle)) {
            throw new IllegalArgumentException("middle must be finite but is " + middle);
        }
        if (!(slope > 0 && slope < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("slope must be more than 0 and finite but is " + slope);
        }
    }

    /** Returns the share, from 0 to 1, that {@code score} stands for. */
    public double share(double score) {
        return 1 / (1 + Math.exp(-slope * (score - middle)));
    }
}
