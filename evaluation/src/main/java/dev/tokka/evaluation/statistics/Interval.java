// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Arrays;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate from the cases as they are; usually, but with a bootstrap not always, within the limits
 * @param low the lower limit; infinite only where the method that made the interval says so
 * @param high the upper limit, at least {@code low}
 * @param level the share of such intervals that cover the true value, in (0, 1), such as 0.95
 */
public record Interval(double estimate, double low, double high, double level) {

    /** Checks the ranges above. */
    public Interval {
        if (Double.isNaN(estimate) || !(low <= high)) {
            throw new IllegalArgumentException("an interval needs an estimate and low <= high but has estimate "
                    + estimate + ", low " + low + ", high " + high);
        }
        Require.share(level, "level");
    }

    /**
     * Returns the percentile interval of a resampled statistic: the (1 - level)/2 and (1 + level)/2 quantiles of the
     * values, linearly interpolated (Efron 1979).
     *
     * @param estimate the statistic of the cases as they are
     * @param values the statistic of each resample; at least one, all finite
     */
    public static Interval percentile(double estimate, double[] values, double level) {
        Require.share(level, "level");
        double[] sorted = Require.values(values, 1, "values").clone();
        Arrays.sort(sorted);
        double tail = (1 - level) / 2;
        return new Interval(estimate, Quantiles.ofSorted(sorted, tail), Quantiles.ofSorted(sorted, 1 - tail), level);
    }

    /** Returns whether {@code value} lies within the limits, both included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** Returns the distance of the limits, at least 0. */
    public double width() {
        return high - low;
    }
}
