// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.Checks;

/**
 * How good the answers of a strategy are, by one metric.
 *
 * @param metric its name, the same for all options; not blank
 * @param higherIsBetter whether more is better
 * @param value the estimate; finite
 * @param low the lower end of its interval; at most {@code value}
 * @param high the upper end of its interval; at least {@code value}
 * @param cases over how many cases; at least 1
 */
public record Quality(String metric, boolean higherIsBetter, double value, double low, double high, int cases) {

    /** Checks the ranges above. */
    public Quality {
        Checks.requireText(metric, "metric");
        if (!(low <= value && value <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("quality must satisfy low <= value <= high, all finite, but is " + value
                    + " in [" + low + ", " + high + "]");
        }
        Checks.requireAtLeast(1, cases, "cases");
    }

    /** Returns the value as a number of which more is better. */
    double goodness() {
        return higherIsBetter ? value : -value;
    }

    /** Returns the worst end of the interval, as a number of which more is better. */
    double worst() {
        return higherIsBetter ? low : -high;
    }
}
