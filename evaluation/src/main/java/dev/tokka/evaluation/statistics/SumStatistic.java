// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

/**
 * A statistic that depends on the cases through sums alone, as means, F1 and correlations do.
 *
 * <p>It is called by many threads at once and so must be a pure function.
 */
@FunctionalInterface
public interface SumStatistic {

    /**
     * Returns the statistic of cases whose terms have these sums.
     *
     * @param sums one for each term, in their order; not to be changed or kept
     * @param cases how many cases were summed, each as often as it was drawn; at least 1
     * @return finite
     */
    double of(double[] sums, long cases);
}
