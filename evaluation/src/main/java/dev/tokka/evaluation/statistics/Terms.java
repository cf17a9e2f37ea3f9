// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A {@link SumStatistic} with what it adds up: one row of terms for each case, stored column by column.
 *
 * <pre>{@code
 * Terms accuracy = Terms.mean(correct);                                     // 1 or 0 for each case
 * Terms ratio = Terms.of(columns, 2, (sums, cases) -> sums[0] / sums[1]);   // first all numerators
 * Terms gain = tuned.minus(base);                                           // paired over the same cases
 * }</pre>
 */
public final class Terms {

    private final double[] columns;
    private final int width;
    private final int cases;
    private final SumStatistic statistic;

    private Terms(double[] columns, int width, SumStatistic statistic) {
        this.columns = columns;
        this.width = width;
        this.cases = columns.length / width;
        this.statistic = statistic;
    }

    /**
     * Returns a statistic with its terms.
     *
     * @param columns the first term of every case, then the second of every case, and so on; copied; all finite, at
     *     least one case
     * @param width how many terms a case has, at least 1
     */
    public static Terms of(double[] columns, int width, SumStatistic statistic) {
        Require.atLeast(1, width, "width");
        Require.values(columns, width, "terms");
        if (columns.length % width != 0) {
            throw new IllegalArgumentException(
                    "the number of terms must be a multiple of the width " + width + " but is " + columns.length);
        }
        return new Terms(columns.clone(), width, requireNonNull(statistic, "statistic"));
    }

    /** Returns the mean of the values, one for each case: at least one, all finite. */
    public static Terms mean(double[] values) {
        return of(values, 1, (sums, cases) -> sums[0] / cases);
    }

    /**
     * Returns this statistic minus another of the same cases in the same order, so that resampling keeps the pairs
     * together. Nested differences give interactions: {@code both.minus(tuned).minus(retrieval.minus(base))}.
     */
    public Terms minus(Terms other) {
        Require.sameLength(cases, other.cases, "cases of two statistics of one comparison");
        double[] joined = Arrays.copyOf(columns, columns.length + other.columns.length);
        System.arraycopy(other.columns, 0, joined, columns.length, other.columns.length);
        int split = width;
        SumStatistic first = statistic;
        SumStatistic second = other.statistic;
        return new Terms(
                joined,
                width + other.width,
                (sums, n) -> first.of(Arrays.copyOf(sums, split), n)
                        - second.of(Arrays.copyOfRange(sums, split, sums.length), n));
    }

    /** Returns over how many cases the statistic is. */
    public int cases() {
        return cases;
    }

    /** Returns how many terms a case has. */
    public int width() {
        return width;
    }

    /** Returns the statistic of all cases, each counted once. */
    public double value() {
        double[] sums = new double[width];
        for (int column = 0; column < width; column++) {
            sums[column] =
                    Arrays.stream(columns, column * cases, (column + 1) * cases).sum();
        }
        return of(sums, cases);
    }

    /** Returns the statistic of these sums, checked to be finite. */
    double of(double[] sums, long count) {
        return Require.finite(statistic.of(sums, count), "a statistic");
    }

    /** Writes the terms, summed over each cluster, column by column from {@code offset} on. */
    void sumInto(double[] target, int offset, Clusters clusters) {
        Require.sameLength(clusters.cases(), cases, "cases of a statistic");
        for (int column = 0; column < width; column++) {
            int start = offset + column * clusters.count();
            for (int i = 0; i < cases; i++) {
                target[start + clusters.of(i)] += columns[column * cases + i];
            }
        }
    }
}
