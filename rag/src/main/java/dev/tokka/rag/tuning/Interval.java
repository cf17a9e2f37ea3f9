// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A mean and where it may really be: in 95 of 100 samples like this one, the true mean lies between.
 *
 * @param low the lower end
 * @param mean of the sample
 * @param high the upper end
 */
public record Interval(double low, double mean, double high) {

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** The most signs that are all tried; beyond, so many are drawn. */
    private static final int EXACT = 16;

    private static final int DRAWS = 10_000;

    /**
     * Returns the interval of the mean of {@code values} by the percentile bootstrap with 2,000 resamples.
     *
     * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap Methods: Another Look at the
     *     Jackknife</a>
     */
    static Interval bootstrap(double[] values, RandomGenerator random) {
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        Arrays.sort(means);
        int low = (int) Math.floor(TAIL * (RESAMPLES - 1));
        return new Interval(means[low], mean(values), means[RESAMPLES - 1 - low]);
    }

    /**
     * Returns how likely a mean as far from 0 as that of {@code differences} is if their signs are chance: all signs are
     * tried where at most 16 differences are not 0, else 10,000 are drawn.
     */
    static double signFlip(double[] differences, RandomGenerator random) {
        double[] some = Arrays.stream(differences).filter(d -> d != 0).toArray();
        double seen = Math.abs(Arrays.stream(some).sum()) - 1e-12;
        if (some.length <= EXACT) {
            int all = 1 << some.length;
            int asFar = 0;
            for (int signs = 0; signs < all; signs++) {
                asFar += Math.abs(flipped(some, signs)) >= seen ? 1 : 0;
            }
            return (double) asFar / all;
        }
        int asFar = 1; // what was seen is one of them
        for (int i = 0; i < DRAWS; i++) {
            double sum = 0;
            for (double d : some) {
                sum += random.nextBoolean() ? d : -d;
            }
            asFar += Math.abs(sum) >= seen ? 1 : 0;
        }
        return (double) asFar / (DRAWS + 1);
    }

    private static double flipped(double[] values, int signs) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (signs >> i & 1) == 0 ? values[i] : -values[i];
        }
        return sum;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Returns the mean and the ends in brackets, with three decimals. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
}
