// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.statistics.Interval;

/**
 * Two models compared by one metric on the same questions.
 *
 * @param metric the name of the metric
 * @param first the name of one candidate
 * @param second the name of the other
 * @param difference the metric of the second less that of the first, with its confidence interval
 * @param pValue how probable such a difference is by chance
 * @param sensitivity how large the difference is, and how small a one could have been seen
 */
public record Comparison(
        String metric, String first, String second, Interval difference, PValue pValue, Sensitivity sensitivity) {

    /** Checks the components. */
    public Comparison {
        Checks.requireText(metric, "metric");
        Checks.requireText(first, "first");
        Checks.requireText(second, "second");
        requireNonNull(difference, "difference");
        requireNonNull(pValue, "pValue");
        requireNonNull(sensitivity, "sensitivity");
    }

    /**
     * How probable a difference at least as large is if the two are equally good; see {@link Analysis} for the test.
     *
     * @param raw of this comparison alone, in [0, 1]
     * @param adjusted the same after Holm's correction over all pairs of this metric, in [0, 1]: what a conclusion is
     *     drawn from
     */
    public record PValue(double raw, double adjusted) {

        /** Checks the ranges above. */
        public PValue {
            Checks.requireShare(raw, "raw");
            Checks.requireShare(adjusted, "adjusted");
        }
    }

    /** Returns whether the two can be told apart at this level, such as 0.05. */
    public boolean distinguishable(double alpha) {
        return pValue.adjusted <= Checks.requireShare(alpha, "alpha");
    }
}
