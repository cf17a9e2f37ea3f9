// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Confidence intervals of a proportion, such as an accuracy over independent cases. */
public final class Proportion {

    private Proportion() {}

    /**
     * Returns Wilson's score interval (1927), without correction for continuity:
     *
     * <pre>{@code
     * (p + z²/2n ± z sqrt(p (1 - p) / n + z²/4n²)) / (1 + z²/n)
     * }</pre>
     *
     * <p>It stays within [0, 1], has a width at 0 and 1, too, and covers close to its level from a few cases on (Brown,
     * Cai and DasGupta 2001).
     *
     * @param successes from 0 to {@code n}
     * @param n at least 1
     * @param level in (0, 1), such as 0.95
     */
    public static Interval wilson(int successes, int n, double level) {
        requireCounts(successes, n);
        double z = Quantiles.twoSidedNormal(Require.share(level, "level"));
        double p = successes / (double) n;
        double share = z * z / n;
        double middle = (p + share / 2) / (1 + share);
        double half = z * Math.sqrt(p * (1 - p) / n + share / (4 * n)) / (1 + share);
        double low = successes == 0 ? 0 : Math.max(0, middle - half);
        double high = successes == n ? 1 : Math.min(1, middle + half);
        return new Interval(p, low, high, level);
    }

    /**
     * Returns the interval of Clopper and Pearson (1934), which covers at least its level for every proportion and is
     * therefore wider than need be.
     *
     * @param successes from 0 to {@code n}
     * @param n at least 1
     * @param level in (0, 1), such as 0.95
     */
    public static Interval clopperPearson(int successes, int n, double level) {
        requireCounts(successes, n);
        double tail = (1 - Require.share(level, "level")) / 2;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, n - successes + 1.0).inverseCumulativeProbability(tail);
        double high = successes == n
                ? 1
                : BetaDistribution.of(successes + 1.0, n - successes).inverseSurvivalProbability(tail);
        return new Interval(successes / (double) n, low, high, level);
    }

    private static void requireCounts(int successes, int n) {
        if (n < 1 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(
                    "successes must be from 0 to n, and n at least 1, but they are " + successes + " and " + n);
        }
    }
}
