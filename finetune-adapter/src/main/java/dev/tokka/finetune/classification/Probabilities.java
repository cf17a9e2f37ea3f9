// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

/** Probabilities of logits. */
final class Probabilities {

    private Probabilities() {}

    /** Returns the softmax, which sums to 1. */
    static double[] shares(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(logits[i] - most); // at most 1, so that none is infinite
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** Returns the sigmoid of each. */
    static double[] each(float[] logits) {
        double[] probabilities = new double[logits.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = 1 / (1 + Math.exp(-(double) logits[i]));
        }
        return probabilities;
    }
}
