// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.sequential;

import dev.tokka.Checks;
import dev.tokka.MeanInterval;
import java.util.function.DoublePredicate;

/** What is known of a share or a mean from a sample. All are valid whatever the distribution of values from 0 to 1. */
public final class Bounds {

    private static final int HALVINGS = 60;

    /** So many factors from 0.1 to 1e9 stay within the range of numbers. */
    private static final int AT_ONCE = 16;

    private static final double Z_95 = 1.959963984540054;

    private Bounds() {}

    /**
     * Returns what a share is at most, after {@code hits} among {@code of} independent trials: the exact bound of Clopper and
     * Pearson, {@code P(X <= hits) = risk} for a binomial X.
     *
     * <p>It also bounds the share of all values that are above the k-th largest of a sample, if {@code hits} is k - 1, ties
     * or not: the share above an order statistic has the same beta distribution.
     *
     * @param hits from 0 to {@code of}
     * @param of at least 1
     * @param risk that the share is higher all the same, in (0, 1)
     * @return 1 if all are hits
     * @throws IllegalArgumentException if something is out of its range
     * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson (1934)</a>
     */
    public static double atMost(int hits, int of, double risk) {
        Checks.requireAtLeast(1, of, "of");
        Checks.requireIn(0, of, hits, "hits");
        requireRisk(risk);
        double logRisk = Math.log(risk);
        return hits == of ? 1 : highest(share -> logAtMost(hits, of, share) >= logRisk);
    }

    /** Returns what a share is at least, as {@link #atMost}: 0 if there are no hits. */
    public static double atLeast(int hits, int of, double risk) {
        return 1 - atMost(of - hits, of, risk);
    }

    /** Returns ln P(X <= hits): from the largest term down, until the terms no longer matter. */
    private static double logAtMost(int hits, int of, double share) {
        if (share <= 0 || share >= 1) {
            return share <= 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        double top = (of - hits) * Math.log1p(-share) + hits * Math.log(share);
        for (int i = 1; i <= hits; i++) {
            top += Math.log((of - hits + i) / (double) i);
        }
        double sum = 1;
        double term = 1;
        for (int i = hits; i > 0 && term > sum * 1e-17; i--) {
            term *= i * (1 - share) / ((of - i + 1) * share);
            sum += term;
        }
        return top + Math.log(sum);
    }

    /**
     * Returns what the mean of the source of {@code values} is at least: the lowest mean against which a bettor does not win
     * {@code 1 / risk} times the stake, with equal stakes on ten shares as in {@link MeanEProcess}.
     *
     * @param values from 0 to 1, independent, at least one; not changed
     * @param risk that the mean is lower all the same, in (0, 1)
     * @throws IllegalArgumentException if something is out of its range
     * @see <a href="https://doi.org/10.1093/jrsssb/qkad009">Waudby-Smith and Ramdas (2023), Estimating means of bounded random
     *     variables by betting</a>
     */
    public static double meanAtLeast(double[] values, double risk) {
        Checks.requireAtLeast(1, values.length, "number of values");
        for (double value : values) {
            Checks.requireShare(value, "value");
        }
        requireRisk(risk);
        double enough = Math.log(1 / risk);
        return highest(mean -> mean <= 0 || logWon(values, mean) >= enough);
    }

    /** Returns the logarithm of what betting on a mean above {@code mean} has made of one unit. */
    private static double logWon(double[] values, double mean) {
        double[] logs = new double[MeanEProcess.SHARES.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < MeanEProcess.SHARES.length; k++) {
            double factor = MeanEProcess.SHARES[k] / Math.max(mean, 1e-9);
            double product = 1;
            for (int i = 0; i < values.length; i++) {
                product *= 1 + factor * (values[i] - mean);
                if (i % AT_ONCE == AT_ONCE - 1) {
                    logs[k] += Math.log(product);
                    product = 1;
                }
            }
            logs[k] += Math.log(product);
            most = Math.max(most, logs[k]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum / logs.length);
    }

    /** Returns the highest number from 0 to 1 for which {@code holds}, which does up to there. */
    private static double highest(DoublePredicate holds) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * Returns the share of {@code sum} in {@code of} with the 95 % interval of Wilson's score, for showing: it holds for a
     * sample that is looked at once. Of values between 0 and 1 it is wider than need be.
     *
     * @return {@link MeanInterval#NONE} of none
     * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
     */
    public static MeanInterval wilson(double sum, int of) {
        if (of == 0) {
            return MeanInterval.NONE;
        }
        double share = sum / of;
        double square = Z_95 * Z_95 / of;
        double centre = (share + square / 2) / (1 + square);
        double half = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square);
        return new MeanInterval(
                Math.min(share, Math.max(0, centre - half)), share, Math.max(share, Math.min(1, centre + half)));
    }

    /**
     * Returns the mean of values within a range of {@code width} with a 95 % interval that holds at all times at once, so that
     * it may be looked at after each value: the boundary of a normal mixture for sub-Gaussian values with {@code s = width / 2},
     * tightest at about 100 values.
     *
     * <pre>{@code
     * half = sqrt((n s^2 + r) ln((n s^2 + r) / (r 0.05^2))) / n    with r = 12.5 s^2
     * }</pre>
     *
     * @return {@link MeanInterval#NONE} of none
     * @see <a href="https://doi.org/10.1214/20-AOS1991">Howard, Ramdas, McAuliffe and Sekhon (2021), Time-uniform, nonparametric,
     *     nonasymptotic confidence sequences</a>, equation 14
     */
    public static MeanInterval atAnyTime(double sum, long of, double width) {
        if (of == 0) {
            return MeanInterval.NONE;
        }
        double ahead = 12.5;
        double ratio = (of + ahead) / ahead;
        double half = width / 2 * Math.sqrt((of + ahead) * Math.log(ratio / (0.05 * 0.05))) / of;
        double mean = sum / of;
        return new MeanInterval(mean - half, mean, mean + half);
    }

    private static void requireRisk(double risk) {
        if (!(risk > 0 && risk < 1)) {
            throw new IllegalArgumentException("risk must be in (0, 1) but is " + risk);
        }
    }
}
