// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.statistics.Bootstrap;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Proportion;
import dev.tokka.evaluation.statistics.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A model's scores by one metric.
 *
 * @param name of the model
 * @param metric the metric
 * @param scores case by case in the order of the benchmark, and within a case seed by seed
 */
record ScoredModel(String name, Metric metric, List<Score> scores) {

    static ScoredModel of(Results results, String model, Metric metric) {
        List<Score> scores = results.scores(model, metric).values().stream()
                .flatMap(List::stream)
                .toList();
        return new ScoredModel(model, metric, scores);
    }

    double missing() {
        return scores.stream().filter(score -> !score.readable()).count() / (double) scores.size();
    }

    /** Whether the metric is the share of right answers: its only term is its value, which is 0 or 1. */
    boolean isRightOrWrong() {
        return scores.stream()
                        .allMatch(score -> (score.value() == 0 || score.value() == 1)
                                && score.terms().equals(List.of(score.value())))
                && metric.value(scores) == right() / (double) scores.size();
    }

    private int right() {
        return (int) scores.stream().filter(score -> score.value() == 1).count();
    }

    Interval interval(Grouping grouping, Bootstrap bootstrap, double level, Executor executor) {
        if (grouping.isTrivial() && metric instanceof AdditiveMetric && isRightOrWrong()) {
            return Proportion.wilson(right(), scores.size(), level);
        }
        if (metric instanceof AdditiveMetric additive) {
            return bootstrap
                    .intervals(List.of(terms(additive)), level, executor)
                    .get(0);
        }
        return bootstrap.interval(this::value, scores.size(), level, executor);
    }

    /** Returns the metric of the answers at these positions. */
    double value(int[] positions) {
        return metric.value(Arrays.stream(positions).mapToObj(scores::get).toList());
    }

    Terms terms(AdditiveMetric additive) {
        int width = scores.get(0).terms().size();
        double[] columns = new double[width * scores.size()];
        for (int i = 0; i < scores.size(); i++) {
            for (int column = 0; column < width; column++) {
                columns[column * scores.size() + i] = scores.get(i).terms().get(column);
            }
        }
        return Terms.of(columns, width, additive::ofSums);
    }
}
