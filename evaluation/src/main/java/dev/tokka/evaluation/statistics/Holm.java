// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The correction of p-values of several tests after Holm (1979): whichever of the hypotheses are true, one of them is
 * refused wrongly no more often than a single test would. It needs no independence and refuses at least what Bonferroni's
 * does.
 */
public final class Holm {

    private Holm() {}

    /**
     * Returns the adjusted p-values: the i-th smallest of n, times n - i + 1, made to rise, at most 1. A hypothesis is
     * refused if its adjusted p-value is at most alpha.
     *
     * @param pValues in [0, 1], one for each test; may be empty
     * @return as many, in the same order; each at least as large as its p-value
     */
    public static double[] adjusted(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value must be in [0, 1] but is " + p);
            }
        }
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[order.length];
        double most = 0;
        for (int rank = 0; rank < order.length; rank++) {
            most = Math.max(most, Math.min(1, pValues[order[rank]] * (order.length - rank)));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }
}
