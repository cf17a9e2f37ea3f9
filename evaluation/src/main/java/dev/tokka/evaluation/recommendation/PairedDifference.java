// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.Checks;

/**
 * How two strategies differ on the same cases.
 *
 * @param first the name of a strategy; not blank
 * @param second the name of another
 * @param difference the quality of the first minus that of the second, in the unit of the metric; finite
 * @param low the lower end of its interval; finite, at most {@code difference}
 * @param high the upper end of its interval; finite, at least {@code difference}
 * @param p the p-value of the paired test of no difference, adjusted for all pairs (Holm), from 0 to 1
 */
public record PairedDifference(String first, String second, double difference, double low, double high, double p) {

    /** Checks the ranges above. */
    public PairedDifference {
        Checks.requireText(first, "first");
        Checks.requireText(second, "second");
        if (first.equals(second)) {
            throw new IllegalArgumentException("a strategy must be compared to another but is to itself: " + first);
        }
        if (!(low <= difference && difference <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(
                    "a difference must satisfy low <= difference <= high, all finite, but is " + difference + " in ["
                            + low + ", " + high + "]");
        }
        Checks.requireShare(p, "p");
    }

    boolean isOf(String one, String other) {
        return (first.equals(one) && second.equals(other)) || (first.equals(other) && second.equals(one));
    }
}
