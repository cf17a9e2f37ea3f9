// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Arrays;

/**
 * A mean score, or a mean difference of two models, with its standard error.
 *
 * <pre>{@code
 * Mean accuracy = Mean.of(correct);                          // 1 or 0 for each case
 * Mean gain = Mean.ofDifferences(base, tuned, documents);    // paired; cases of one document belong together
 * Interval interval = gain.interval(0.95);
 * }</pre>
 *
 * <p>Of independent cases the standard error is that of the central limit theorem, s / sqrt(n). Cases of one cluster,
 * such as questions on one document, are not independent, and their standard error can be several times as large
 * (Miller 2024, section 2.2). Of n cases in g clusters it is
 *
 * <pre>{@code
 * sqrt(g / (g - 1) * sum over clusters of (sum over its cases of (score - mean))² ) / n
 * }</pre>
 *
 * <p>which is the same where each case is a cluster of its own. Miller's formula corrects for few cases where this one
 * corrects for few clusters, as is usual for cluster-robust errors: that is larger, and nearly the same from about 50
 * clusters on.
 *
 * @param estimate the mean
 * @param standardError at least 0
 * @param cases over how many cases, at least 2
 * @param clusters how many clusters they make, from 2 to {@code cases}; {@code cases} where all are independent
 * @see <a href="https://arxiv.org/abs/2411.00640">Miller, Adding Error Bars to Evals (2024)</a>
 */
public record Mean(double estimate, double standardError, int cases, int clusters) {

    /** Checks the ranges above. */
    public Mean {
        Require.finite(estimate, "estimate");
        Require.notNegative(standardError, "standardError");
        Require.atLeast(2, clusters, "the number of clusters");
        Require.atLeast(clusters, cases, "the number of cases");
    }

    /**
     * Returns the mean of independent values.
     *
     * @param values at least two, all finite
     */
    public static Mean of(double[] values) {
        Require.atLeast(2, values.length, "the number of values");
        return of(values, Clusters.singletons(values.length));
    }

    /**
     * Returns the mean of values of which some belong together.
     *
     * @param values at least two, all finite
     * @param keys one for each value; equal keys belong together; at least two different ones
     */
    public static Mean of(double[] values, int[] keys) {
        Require.sameLength(values.length, keys.length, "keys of clusters");
        return of(values, Clusters.of(keys));
    }

    /**
     * Returns the mean of the second less the first, case by case. What makes a case hard for both is no part of the
     * standard error, so it is smaller than that of two separate means (Miller 2024, section 4).
     *
     * @param first at least two, all finite
     * @param second of the same cases in the same order
     */
    public static Mean ofDifferences(double[] first, double[] second) {
        return of(differences(first, second));
    }

    /**
     * Returns {@link #ofDifferences(double[], double[])} of cases of which some belong together.
     *
     * @param keys one for each case; equal keys belong together; at least two different ones
     */
    public static Mean ofDifferences(double[] first, double[] second, int[] keys) {
        return of(differences(first, second), keys);
    }

    /**
     * Returns the interval of Student's t distribution with one degree of freedom less than there are clusters. It needs
     * about 20 clusters, more where scores are very skewed; see {@link Proportion} for accuracies near 0 or 1.
     *
     * @param level in (0, 1), such as 0.95
     */
    public Interval interval(double level) {
        Require.share(level, "level");
        double half = Quantiles.twoSidedStudent(level, clusters - 1.0) * standardError;
        return new Interval(estimate, estimate - half, estimate + half, level);
    }

    /**
     * Returns the standard deviation that independent cases would need to have for this standard error: what {@link
     * Power} asks for. It is the usual one where cases are independent, and larger where clusters are alike.
     */
    public double deviation() {
        return standardError * Math.sqrt(cases);
    }

    private static Mean of(double[] values, Clusters clusters) {
        Require.values(values, 2, "values");
        Require.atLeast(2, clusters.count(), "the number of clusters");
        double mean = Arrays.stream(values).sum() / values.length;
        double[] residuals = new double[clusters.count()];
        for (int i = 0; i < values.length; i++) {
            residuals[clusters.of(i)] += values[i] - mean;
        }
        double squares = Arrays.stream(residuals).map(sum -> sum * sum).sum();
        double groups = clusters.count();
        double error = Math.sqrt(groups / (groups - 1) * squares) / values.length;
        return new Mean(mean, error, values.length, clusters.count());
    }

    private static double[] differences(double[] first, double[] second) {
        Require.sameLength(first.length, second.length, "cases of the second model");
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> second[i] - first[i]);
        return differences;
    }
}
