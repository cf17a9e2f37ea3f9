// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A mean and where it may really be: in 95 of 100 samples like this one, the true mean lies between.
 *
 * <p>What belongs together, such as questions about one document, is a <em>cluster</em>, and chance draws all of it or
 * nothing. The same random numbers give the same results.
 *
 * @param low the lower end
 * @param mean of the sample
 * @param high the upper end
 */
public record MeanInterval(double low, double mean, double high) {

    /** The mean of nothing: 0, from 0 to 0. */
    public static final MeanInterval NONE = new MeanInterval(0, 0, 0);

    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.025;

    /** The most signs that are all tried; beyond, so many are drawn. */
    private static final int EXACT = 16;

    private static final int DRAWS = 10_000;

    /**
     * Returns the interval of the mean of all values by the percentile bootstrap with 2,000 resamples of the clusters;
     * {@link #NONE} of no clusters.
     *
     * @param clusters the values of each cluster
     * @throws IllegalArgumentException if a cluster is empty
     * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap Methods: Another Look at the
     *     Jackknife</a>
     */
    public static MeanInterval bootstrap(List<double[]> clusters, RandomGenerator random) {
        requireNonNull(random, "random");
        double[] sums = sums(clusters);
        if (sums.length == 0) {
            return NONE;
        }
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
        return new MeanInterval(means[low], mean, means[RESAMPLES - 1 - low]);
    }

    /** Returns {@link #bootstrap(List, RandomGenerator)} where each value is a cluster of its own. */
    public static MeanInterval bootstrap(double[] values, RandomGenerator random) {
        return bootstrap(apart(values), random);
    }

    /**
     * Returns how likely a mean as far from 0 as that of the differences is if the signs of the clusters are chance, in
     * (0, 1]: all signs are tried where at most 16 clusters do not sum to 0, else 10,000 are drawn.
     *
     * @param clusters the differences of each cluster
     * @throws IllegalArgumentException if a cluster is empty
     */
    public static double signFlip(List<double[]> clusters, RandomGenerator random) {
        requireNonNull(random, "random");
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

    /** Returns {@link #signFlip(List, RandomGenerator)} where each difference is a cluster of its own. */
    public static double signFlip(double[] differences, RandomGenerator random) {
        return signFlip(apart(differences), random);
    }

    private static double flipped(double[] values, int signs) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (signs >> i & 1) == 0 ? values[i] : -values[i];
        }
        return sum;
    }

    private static double[] sums(List<double[]> clusters) {
        double[] sums = new double[clusters.size()];
        for (int i = 0; i < sums.length; i++) {
            double[] values = clusters.get(i);
            if (values.length == 0) {
                throw new IllegalArgumentException("each cluster must hold a value but number " + i + " is empty");
            }
            sums[i] = Arrays.stream(values).sum();
        }
        return sums;
    }

    private static List<double[]> apart(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toList();
    }

    /** Returns the mean and the ends in brackets, with three decimals. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
}
