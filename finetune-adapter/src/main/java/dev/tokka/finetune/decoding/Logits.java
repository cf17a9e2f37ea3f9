// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.ModelUnavailableException;

/** Arithmetic on the first {@code n} logits of a row. */
final class Logits {

    private Logits() {}

    /**
     * Returns {@code ln(sum of exp(logits[i]))}: a logit less this is a log-probability. Does not overflow.
     *
     * @throws ModelUnavailableException if a logit is NaN or positive infinity, or all are negative infinity
     */
    static double logSumExp(float[] logits, int n) {
        float max = logits[argmax(logits, n)];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.exp(logits[i] - max);
        }
        double result = max + Math.log(sum);
        if (!Double.isFinite(result)) { // NaN and infinity come through all of the above
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.PROTOCOL,
                    "model: logits must be numbers but the logarithm of their sum is " + result
                            + "; the weights are damaged, or overflow in half precision");
        }
        return result;
    }

    /** Returns the place of the largest logit, of equal ones the first; any place if one is NaN. */
    static int argmax(float[] logits, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}
