// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Proportion;
import dev.tokka.evaluation.statistics.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model's scores by one metric.
 *
 * @param name of the model
 * @param metric the metric
 * @param scores case by case in the order of the benchmark, and within a case seed by seed
 * @param sums the metric as it is resampled; empty if it is no function of sums
 */
record ScoredModel(String name, Metric metric, List<Score> scores, Optional<Resamples.Statistic> sums) {

    static ScoredModel of(Answers answers, Metric metric, Resamples resamples) {
        List<Score> scores = answers.scores(metric);
        Optional<Resamples.Statistic> sums = metric instanceof AdditiveMetric additive
                ? Optional.of(resamples.add(terms(additive, scores)))
                : Optional.empty();
        return new ScoredModel(answers.model(), metric, scores, sums);
    }

    private static Terms terms(AdditiveMetric additive, List<Score> scores) {
        int width = scores.get(0).terms().size();
        double[] columns = new double[width * scores.size()];
        for (int i = 0; i < scores.size(); i++) {
            for (int column = 0; column < width; column++) {
                columns[column * scores.size() + i] = scores.get(i).terms().get(column);
            }
        }
        return Terms.of(columns, width, additive::ofSums);
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

    /** Returns where the measurement is found when it is wanted, without the scores, which take much memory. */
    Supplier<Measurement> measurement(Grouping grouping, Resamples resamples) {
        String model = name;
        String of = metric.name();
        int answers = scores.size();
        double missing = missing();
        Supplier<Interval> interval = interval(grouping, resamples);
        return () -> new Measurement(model, of, interval.get(), answers, missing);
    }

    /** Returns where the interval is found when it is wanted. */
    Supplier<Interval> interval(Grouping grouping, Resamples resamples) {
        if (sums.isPresent() && !(grouping.isTrivial() && isRightOrWrong())) {
            return sums.get()::interval;
        }
        Interval interval = sums.isPresent()
                ? Proportion.wilson(right(), scores.size(), resamples.level())
                : resamples.interval(this::value, scores.size());
        return () -> interval;
    }

    /** Returns where the interval of this model's metric less that of another is found when it is wanted. */
    Supplier<Interval> minus(ScoredModel other, Resamples resamples) {
        if (sums.isPresent() && other.sums.isPresent()) {
            return sums.get().minus(other.sums.get())::interval;
        }
        Interval interval = resamples.interval(drawn -> value(drawn) - other.value(drawn), scores.size());
        return () -> interval;
    }

    /** Returns the metric of the answers at these positions. */
    double value(int[] positions) {
        return metric.value(Arrays.stream(positions).mapToObj(scores::get).toList());
    }
}
