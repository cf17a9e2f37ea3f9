// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

/**
 * The result of a two-sided test of a null hypothesis.
 *
 * @param observed the statistic of the data as they are; finite
 * @param pValue how probable a statistic at least as extreme is under the null hypothesis, in [0, 1]; 0 only where the
 *     probability is below the smallest double
 * @param exact whether the p-value was computed in full, not from random draws or an approximation
 */
public record Significance(double observed, double pValue, boolean exact) {

    /** Checks the ranges above. */
    public Significance {
        Require.finite(observed, "observed");
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue must be in [0, 1] but is " + pValue);
        }
    }
}
