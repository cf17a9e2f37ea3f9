// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals by resampling cases with replacement (Efron 1979).
 *
 * <pre>{@code
 * Bootstrap bootstrap = Bootstrap.of(10_000, 42);
 * List<Interval> intervals = bootstrap.intervals(List.of(accuracy, macroF1), 0.95, executor);
 * Interval gain = bootstrap.intervals(List.of(tuned.minus(base)), 0.95, executor).get(0);
 * }</pre>
 *
 * <p>All statistics of one call see the same resamples. The interval is that of the percentiles unless
 * {@link #biasCorrected()} is asked for. Percentile intervals are somewhat too narrow for few cases (with n cases by a
 * factor of about 1 - 1/n, and because they use normal, not Student quantiles); for proportions near 0 or 1 use
 * {@link Proportion}.
 *
 * <p>The same seed gives the same intervals on any number of threads. The calling thread works along with the executor,
 * which may be {@code Runnable::run}. What a statistic throws is thrown on.
 */
public final class Bootstrap {

    private static final int FEWEST_RESAMPLES = 100;

    private final int resamples;
    private final long seed;
    private final boolean biasCorrected;
    private final Optional<Clusters> clusters;

    private Bootstrap(int resamples, long seed, boolean biasCorrected, Optional<Clusters> clusters) {
        this.resamples = resamples;
        this.seed = seed;
        this.biasCorrected = biasCorrected;
        this.clusters = clusters;
    }

    /**
     * Returns a bootstrap over single cases.
     *
     * @param resamples at least 100; 10,000 fixes the limits to about 1 % of the width of the interval
     */
    public static Bootstrap of(int resamples, long seed) {
        Require.atLeast(FEWEST_RESAMPLES, resamples, "resamples");
        return new Bootstrap(resamples, seed, false, Optional.empty());
    }

    /**
     * Returns a bootstrap that draws whole clusters, as many as there are. Needed where cases depend on each other, such
     * as questions on one document.
     *
     * @param keys one for each case; equal keys belong together
     */
    public Bootstrap clustered(int[] keys) {
        return new Bootstrap(resamples, seed, biasCorrected, Optional.of(Clusters.of(keys)));
    }

    /**
     * Returns a bootstrap that corrects limits for bias and skewness: the BCa interval (Efron 1987). Its acceleration is
     * that of the jackknife over cases, or over clusters. Where it is undefined, because all resamples lie on one side
     * of the estimate, the percentile interval is returned.
     */
    public Bootstrap biasCorrected() {
        return new Bootstrap(resamples, seed, true, clusters);
    }

    /**
     * Returns the interval of each statistic.
     *
     * @param statistics over the same cases; at least one, with at least two cases (clusters, where given)
     * @param level in (0, 1), such as 0.95
     */
    public List<Interval> intervals(List<Terms> statistics, double level, Executor executor) {
        Require.share(level, "level");
        double[][] values = values(statistics, executor);
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Terms terms = statistics.get(i);
            Clusters units = units(terms.cases());
            double estimate = terms.value();
            intervals.add(
                    biasCorrected
                            ? Bca.interval(estimate, values[i], Bca.jackknife(terms, units), level)
                            : Interval.percentile(estimate, values[i], level));
        }
        return List.copyOf(intervals);
    }

    /**
     * Returns each statistic of each resample, for plots and for what is computed from several statistics.
     *
     * @param statistics as for {@link #intervals}
     * @return first index: the statistic; second index: the resample, the same for all statistics
     */
    public double[][] values(List<Terms> statistics, Executor executor) {
        requireNonNull(executor, "executor");
        Require.atLeast(1, statistics.size(), "the number of statistics");
        Clusters units = units(statistics.get(0).cases());
        int rows = units.count();
        // The last column counts cases: drawn clusters need not have as many as there were.
        int width = statistics.stream().mapToInt(Terms::width).sum() + 1;
        double[] columns = new double[Math.multiplyExact(width, rows)];
        int offset = 0;
        for (Terms terms : statistics) {
            terms.sumInto(columns, offset, units);
            offset += terms.width() * rows;
        }
        int[] sizes = units.sizes();
        for (int i = 0; i < rows; i++) {
            columns[offset + i] = sizes[i];
        }
        double[][] values = new double[statistics.size()][resamples];
        new WeightedSums(columns, rows)
                .draw(
                        WeightedSums.generators(resamples, seed),
                        Bootstrap::multiplicities,
                        (draw, sums) -> evaluate(statistics, values, draw, sums),
                        executor);
        return values;
    }

    /**
     * Returns the interval of a statistic that is not a function of sums, such as a median or a rank correlation.
     *
     * @param statistic is given the positions of the drawn cases, each from 0 to {@code cases} - 1, in an array of its
     *     own; called by many threads at once; finite
     * @param cases at least 2
     * @param level in (0, 1), such as 0.95
     */
    public Interval interval(ToDoubleFunction<int[]> statistic, int cases, double level, Executor executor) {
        Require.share(level, "level");
        double[] values = values(statistic, cases, executor);
        ToDoubleFunction<int[]> checked = checked(statistic);
        double estimate = checked.applyAsDouble(all(cases));
        if (!biasCorrected) {
            return Interval.percentile(estimate, values, level);
        }
        Clusters units = units(cases);
        IntToDoubleFunction without = left -> checked.applyAsDouble(
                Arrays.stream(all(cases)).filter(i -> units.of(i) != left).toArray());
        double[] jackknife = new double[units.count()];
        Blocks.run(jackknife.length, () -> left -> jackknife[left] = without.applyAsDouble(left), executor);
        return Bca.interval(estimate, values, jackknife, level);
    }

    /**
     * Returns a statistic that is not a function of sums of each resample.
     *
     * @param statistic as for {@link #interval}
     * @param cases at least 2
     */
    public double[] values(ToDoubleFunction<int[]> statistic, int cases, Executor executor) {
        requireNonNull(executor, "executor");
        int[][] members = units(cases).members();
        SplittableRandom[] generators = WeightedSums.generators(resamples, seed);
        ToDoubleFunction<int[]> checked = checked(statistic);
        double[] values = new double[resamples];
        Blocks.run(
                resamples,
                () -> draw -> values[draw] = checked.applyAsDouble(drawn(members, generators[draw])),
                executor);
        return values;
    }

    private static ToDoubleFunction<int[]> checked(ToDoubleFunction<int[]> statistic) {
        requireNonNull(statistic, "statistic");
        return drawn -> Require.finite(statistic.applyAsDouble(drawn), "a statistic");
    }

    private Clusters units(int cases) {
        Clusters units = clusters.orElseGet(() -> Clusters.singletons(cases));
        Require.sameLength(units.cases(), cases, "cases that have a cluster");
        Require.atLeast(2, units.count(), clusters.isPresent() ? "the number of clusters" : "the number of cases");
        return units;
    }

    private static int[] all(int cases) {
        int[] all = new int[cases];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private static int[] drawn(int[][] members, SplittableRandom random) {
        int[] units = new int[members.length];
        int size = 0;
        for (int i = 0; i < units.length; i++) {
            units[i] = random.nextInt(members.length);
            size += members[units[i]].length;
        }
        int[] drawn = new int[size];
        int filled = 0;
        for (int unit : units) {
            System.arraycopy(members[unit], 0, drawn, filled, members[unit].length);
            filled += members[unit].length;
        }
        return drawn;
    }

    private static void multiplicities(SplittableRandom random, int[] weights) {
        Arrays.fill(weights, 0);
        int bound = weights.length;
        int refused = Integer.remainderUnsigned(-bound, bound); // 2^32 mod bound
        for (int i = 0; i < bound; i++) {
            // Unbiased without division: Lemire, Fast Random Integer Generation in an Interval, 2019.
            long product;
            do {
                product = Integer.toUnsignedLong(random.nextInt()) * bound;
            } while (Integer.compareUnsigned((int) product, refused) < 0);
            weights[(int) (product >>> Integer.SIZE)]++;
        }
    }

    private static void evaluate(List<Terms> statistics, double[][] values, int draw, double[] sums) {
        long cases = Math.round(sums[sums.length - 1]);
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            Terms terms = statistics.get(i);
            int to = from + terms.width();
            values[i][draw] = terms.of(Arrays.copyOfRange(sums, from, to), cases);
            from = to;
        }
    }
}
