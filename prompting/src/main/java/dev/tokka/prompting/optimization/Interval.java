// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.util.Arrays;
import java.util.List;
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

    /** Of nothing. */
    static final Interval NONE = new Interval(0, 0, 0);

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** The most signs that are all tried; beyond, so many are drawn. */
    private static final int EXACT = 16;

    private static final int DRAWS = 10_000;

    /**
     * Returns the interval of the mean of all values by the percentile bootstrap with 2,000 resamples of the clusters.
     *
     * @param clusters the values of each cluster; none of them empty
     * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap Methods: Another Look at the
     *     Jackknife</a>
     */
    static Interval bootstrap(List<double[]> clusters, RandomGenerator random) {
        if (clusters.isEmpty()) {
            return NONE;
        }
        double[] sums = sums(clusters);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            int values = 0;
            for (int k = 0; k < sums.length; k++) {
                int drawn = random.nextInt(sums.length);
                sum += sums[drawn];
                values += clusters.get(drawn).length;
            }
            means[i] = sum / values;
        }
        Arrays.sort(means);
        int low = (int) Math.floor(TAIL * (RESAMPLES - 1));
        double mean =
                clusters.stream().flatMapToDouble(Arrays::stream).average().orElse(0);
        return new Interval(means[low], mean, means[RESAMPLES - 1 - low]);
    }

    /**
     * Returns how likely a mean as far from 0 as that of the differences is if the signs of the clusters are chance: all signs
     * are tried where at most 16 clusters do not sum to 0, else 10,000 are drawn.
     */
    static double signFlip(List<double[]> clusters, RandomGenerator random) {
        double[] some = Arrays.stream(sums(clusters)).filter(sum -> sum != 0).toArray();
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
            for (double value : some) {
                sum += random.nextBoolean() ? value : -value;
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

    private static double[] sums(List<double[]> clusters) {
        return clusters.stream()
                .mapToDouble(values -> Arrays.stream(values).sum())
                .toArray();
    }

    /** Returns the mean and the ends in brackets, with three decimals. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
}
