// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The difference of two models by a metric of sums, where the answers of some groups are swapped; for one thread. */
final class SwappedSums implements ToDoubleFunction<boolean[]> {

    private final AdditiveMetric metric;
    private final double[] first;
    private final double[] second;
    private final double[][] moved; // by group: what the first gains and the second loses when it is swapped
    private final int cases;

    SwappedSums(Grouping grouping, int[] differing, ScoredModel first, ScoredModel second) {
        this.metric = (AdditiveMetric) first.metric();
        this.first = sums(first.scores());
        this.second = sums(second.scores());
        this.cases = first.scores().size();
        this.moved = new double[grouping.count()][this.first.length];
        for (int i : differing) {
            double[] group = moved[grouping.of(i)];
            for (int term = 0; term < group.length; term++) {
                group[term] += second.scores().get(i).terms().get(term)
                        - first.scores().get(i).terms().get(term);
            }
        }
    }

    @Override
    public double applyAsDouble(boolean[] swapped) {
        double[] one = first.clone();
        double[] other = second.clone();
        for (int group = 0; group < swapped.length; group++) {
            if (swapped[group]) {
                for (int term = 0; term < one.length; term++) {
                    one[term] += moved[group][term];
                    other[term] -= moved[group][term];
                }
            }
        }
        return metric.ofSums(other, cases) - metric.ofSums(one, cases);
    }

    private static double[] sums(List<Score> scores) {
        double[] sums = new double[scores.get(0).terms().size()];
        for (Score score : scores) {
            for (int term = 0; term < sums.length; term++) {
                sums[term] += score.terms().get(term);
            }
        }
        return sums;
    }
}
