// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Arrays;

/**
 * How large a difference is, whatever the unit of the metric and the number of cases. Positive where the second is
 * larger. By Cohen's (1988) convention d and h of 0.2 are small, of 0.5 medium, and of 0.8 large.
 */
public final class EffectSize {

    private EffectSize() {}

    /**
     * Returns Cohen's d of paired differences, d_z: their mean over their standard deviation. 0 if all differences are
     * 0; infinite if all are equal but not 0.
     *
     * @param differences of the second less the first, one for each case; at least two, all finite
     */
    public static double cohensD(double[] differences) {
        Mean mean = Mean.of(differences);
        return mean.estimate() == 0 ? 0 : mean.estimate() / mean.deviation();
    }

    /**
     * Returns {@link #cohensD} without its bias, which is upwards for few cases: times 1 - 3 / (4 (n - 1) - 1) (Hedges
     * 1981).
     *
     * @param differences as for {@link #cohensD}; at least three
     */
    public static double hedgesG(double[] differences) {
        Require.atLeast(3, differences.length, "the number of differences");
        return cohensD(differences) * (1 - 3 / (4 * (differences.length - 1.0) - 1));
    }

    /**
     * Returns Cliff's delta: how probable it is that a score of the second is above one of the first, less how probable
     * that it is below. It needs no more than an order of the scores, and does not use that cases are paired.
     *
     * @param first at least one, all finite
     * @param second at least one, all finite
     * @return from -1 to 1
     */
    public static double cliffsDelta(double[] first, double[] second) {
        double[] sorted = Require.values(first, 1, "first").clone();
        Arrays.sort(sorted);
        long balance = 0;
        for (double value : Require.values(second, 1, "second")) {
            balance += countBelow(sorted, value, false) - (sorted.length - countBelow(sorted, value, true));
        }
        return balance / ((double) sorted.length * second.length);
    }

    /**
     * Returns Cohen's h of two proportions: 2 asin(sqrt(second)) - 2 asin(sqrt(first)).
     *
     * @param first in [0, 1]
     * @param second in [0, 1]
     * @return from -pi to pi
     */
    public static double cohensH(double first, double second) {
        return 2 * Math.asin(Math.sqrt(proportion(second))) - 2 * Math.asin(Math.sqrt(proportion(first)));
    }

    /**
     * Returns the odds that, where just one of two models is right, it is the second: the odds ratio of paired answers,
     * which McNemar's test tests to be 1. The interval is Clopper and Pearson's of the share, and so exact.
     *
     * @param onlyFirst how many cases the first model alone has right; at least 0, and 1 or more with {@code onlySecond}
     * @param onlySecond how many the second alone has right; at least 0
     * @param level in (0, 1), such as 0.95
     * @return estimate and upper limit are infinite if {@code onlyFirst} is 0
     */
    public static Interval discordantOdds(int onlyFirst, int onlySecond, double level) {
        Require.atLeast(0, onlyFirst, "onlyFirst");
        Require.atLeast(0, onlySecond, "onlySecond");
        int all = (int) Require.atLeast(1, Math.addExact(onlyFirst, onlySecond), "the number of discordant cases");
        Interval share = Proportion.clopperPearson(onlySecond, all, level);
        return new Interval(onlySecond / (double) onlyFirst, odds(share.low()), odds(share.high()), level);
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    /** Counts the ascending values below {@code value}, and those equal to it if {@code orEqual}. */
    private static int countBelow(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double proportion(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a proportion must be in [0, 1] but is " + value);
        }
        return value;
    }
}
