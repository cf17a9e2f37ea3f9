// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Mean;
import dev.tokka.evaluation.statistics.Proportion;
import dev.tokka.evaluation.statistics.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A model's scores by one metric.
 *
 * @param name of the model
 * @param metric the metric
 * @param scores case by case in the order of the benchmark, and within a case seed by seed
 * @param sums the metric as it is resampled; empty if it is no function of sums
 * @param isMean whether the metric is the mean of the scores: their only term is their value
 * @param isRightOrWrong whether the metric is the share of right answers
 */
record ScoredModel(
        String name,
        Metric metric,
        List<Score> scores,
        Optional<Resamples.Statistic> sums,
        boolean isMean,
        boolean isRightOrWrong) {

    static ScoredModel of(Answers answers, Metric metric, Resamples resamples) {
        List<Score> scores = answers.scores(metric);
        Optional<Resamples.Statistic> sums = metric instanceof AdditiveMetric additive
                ? Optional.of(resamples.add(terms(additive, scores)))
                : Optional.empty();
        boolean mean = isMean(metric, scores);
        boolean rightOrWrong = mean && scores.stream().allMatch(score -> score.value() == 0 || score.value() == 1);
        return new ScoredModel(answers.model(), metric, scores, sums, mean, rightOrWrong);
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

    private static boolean isMean(Metric metric, List<Score> scores) {
        if (!(metric instanceof AdditiveMetric)
                || !scores.stream().allMatch(score -> score.terms().equals(List.of(score.value())))) {
            return false;
        }
        double mean = Arrays.stream(values(scores)).sum() / scores.size();
        return Math.abs(metric.value(scores) - mean) <= 1e-12 * Math.max(1, Math.abs(mean));
    }

    double[] values() {
        return values(scores);
    }

    private static double[] values(List<Score> scores) {
        return scores.stream().mapToDouble(Score::value).toArray();
    }

    /** Returns where the measurement is found when it is wanted, without the scores, which take much memory. */
    Supplier<Measurement> measurement(Grouping grouping, Resamples resamples) {
        String model = name;
        String of = metric.name();
        int answers = scores.size();
        double missing = missing();
        OptionalDouble betweenSeeds = betweenSeeds(grouping.seeds());
        Supplier<Estimate> estimate = estimate(grouping, resamples);
        return () -> {
            Estimate found = estimate.get();
            Measurement.Spread spread = new Measurement.Spread(found.standardError(), betweenSeeds);
            return new Measurement(model, of, found.interval(), spread, answers, missing);
        };
    }

    /** Returns where the estimate is found when it is wanted. */
    Supplier<Estimate> estimate(Grouping grouping, Resamples resamples) {
        if (sums.isEmpty()) {
            Estimate estimate = resamples.estimate(this::value, scores.size());
            return () -> estimate;
        }
        if (!isMean()) {
            return sums.get()::estimate;
        }
        double standardError = grouping.mean(values()).standardError();
        if (grouping.isTrivial() && isRightOrWrong()) {
            int right = (int) Math.round(Arrays.stream(values()).sum());
            Interval wilson = Proportion.wilson(right, scores.size(), resamples.level());
            return () -> new Estimate(wilson, standardError);
        }
        Resamples.Statistic statistic = sums.get();
        return () -> new Estimate(statistic.estimate().interval(), standardError);
    }

    /** Returns where the estimate of this model's metric less that of another is found when it is wanted. */
    Supplier<Estimate> minus(ScoredModel other, Resamples resamples) {
        if (sums.isPresent() && other.sums.isPresent()) {
            return sums.get().minus(other.sums.get())::estimate;
        }
        Estimate estimate = resamples.estimate(drawn -> value(drawn) - other.value(drawn), scores.size());
        return () -> estimate;
    }

    /** Returns the standard deviation of the metric of each seed, or empty if there is one seed. */
    OptionalDouble betweenSeeds(int seeds) {
        if (seeds == 1) {
            return OptionalDouble.empty();
        }
        double[] each = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            int[] positions = IntStream.iterate(seed, i -> i < scores.size(), i -> i + seeds)
                    .toArray();
            each[seed] = value(positions);
        }
        return OptionalDouble.of(Mean.of(each).deviation());
    }

    /** Returns the metric of the answers at these positions. */
    double value(int[] positions) {
        return metric.value(Arrays.stream(positions).mapToObj(scores::get).toList());
    }
}
