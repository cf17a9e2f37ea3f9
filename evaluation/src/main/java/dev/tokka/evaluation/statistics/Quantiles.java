// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles and probabilities of the distributions used here. */
final class Quantiles {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int POLISHING_STEPS = 2;

    private Quantiles() {}

    /** Returns the standard normal quantile; infinite at 0 and 1. */
    static double normal(double probability) {
        return NORMAL.inverseCumulativeProbability(probability);
    }

    static double normalProbability(double x) {
        return NORMAL.cumulativeProbability(x);
    }

    /** Returns how many standard errors a two-sided interval reaches from its centre. */
    static double twoSidedNormal(double level) {
        return NORMAL.inverseSurvivalProbability((1 - level) / 2);
    }

    /** Returns {@link #twoSidedNormal} of Student's t distribution. */
    static double twoSidedStudent(double level, double degreesOfFreedom) {
        TDistribution student = TDistribution.of(degreesOfFreedom);
        double tail = (1 - level) / 2;
        double x = student.inverseSurvivalProbability(tail);
        for (int i = 0; i < POLISHING_STEPS; i++) { // the solver of the library stops at 1e-9
            x += (student.survivalProbability(x) - tail) / student.density(x);
        }
        return x;
    }

    /**
     * Returns the quantile of ascending values by linear interpolation, type 7 of Hyndman and Fan (1996), as NumPy's
     * default.
     */
    static double ofSorted(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
