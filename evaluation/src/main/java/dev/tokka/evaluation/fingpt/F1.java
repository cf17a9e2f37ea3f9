// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import java.util.function.DoubleBinaryOperator;

/**
 * F1 of counts as scikit-learn has them: for each class how often it is rightly found, wrongly found and missed. 0/0 is 0.
 */
final class F1 {

    private static final int COUNTS = 3;

    private F1() {}

    /** Returns 2 PR / (P + R). */
    static double of(double found, double wrong, double missed) {
        double all = 2 * found + wrong + missed;
        return all == 0 ? 0 : 2 * found / all;
    }

    /** Returns the F1 of the counts of all classes together. */
    static double micro(double[] sums) {
        double[] all = new double[COUNTS];
        for (int i = 0; i < sums.length; i++) {
            all[i % COUNTS] += sums[i];
        }
        return of(all[0], all[1], all[2]);
    }

    /** Returns the mean over those classes that are expected or found. */
    static double macro(double[] sums) {
        return mean(sums, (expected, given) -> expected + given > 0 ? 1 : 0);
    }

    /** Returns the mean over all classes. */
    static double allMean(double[] sums) {
        return mean(sums, (expected, given) -> 1);
    }

    /** Returns the mean weighted by how often a class is expected. */
    static double weighted(double[] sums) {
        return mean(sums, (expected, given) -> expected);
    }

    private static double mean(double[] sums, DoubleBinaryOperator weigh) {
        double total = 0;
        double weights = 0;
        for (int at = 0; at < sums.length; at += COUNTS) {
            double weight = weigh.applyAsDouble(sums[at] + sums[at + 2], sums[at] + sums[at + 1]);
            total += weight * of(sums[at], sums[at + 1], sums[at + 2]);
            weights += weight;
        }
        return weights == 0 ? 0 : total / weights;
    }
}
