// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import java.util.List;

/**
 * A metric that depends on nothing but the sums of the {@linkplain Score#terms() terms} of its scores, as means, F1,
 * correlations and errors do. All its scores have as many terms.
 */
public interface AdditiveMetric extends Metric {

    /**
     * Returns the metric of the cases whose terms have these sums.
     *
     * @param sums one for each term, in their order; not changed
     * @param cases over how many cases the terms were summed, each as often as it was drawn; at least 1
     * @return finite; where the definition divides 0 by 0, what the Javadoc of the metric says, never NaN
     */
    double ofSums(double[] sums, long cases);

    @Override
    default double value(List<Score> scores) {
        double[] sums = new double[scores.get(0).terms().size()];
        for (Score score : scores) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += score.terms().get(i);
            }
        }
        return ofSums(sums, scores.size());
    }
}
