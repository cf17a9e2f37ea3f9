// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;

/**
 * The table of "Fine-Tuning or Retrieval?" (Ovadia et al. 2023) for a domain of one's own: what retrieval and
 * fine-tuning each add to a base model, and whether both together are better than the better one alone. In the paper's
 * experiment on current events they were worse in all six cases, so it is to be measured and not assumed.
 *
 * @param metric the name of the metric: the benchmark's first
 * @param rows base, retrieval, fine-tuned, and fine-tuned with retrieval, in this order
 * @param together what the combination adds
 */
public record StrategyTable(String metric, List<Row> rows, Together together) {

    /** Copies the rows. */
    public StrategyTable {
        Checks.requireText(metric, "metric");
        rows = List.copyOf(rows);
        requireNonNull(together, "together");
    }

    /**
     * Which candidate is which.
     *
     * @param base the model as it is
     * @param retrieval the base with retrieval
     * @param tuned the base fine-tuned
     * @param both the fine-tuned model with retrieval
     */
    public record Roles(String base, String retrieval, String tuned, String both) {

        /** Checks that all are named. */
        public Roles {
            Checks.requireText(base, "base");
            Checks.requireText(retrieval, "retrieval");
            Checks.requireText(tuned, "tuned");
            Checks.requireText(both, "both");
        }
    }

    /**
     * One model.
     *
     * @param model the name of the candidate
     * @param value of the metric, with its interval
     * @param relativeGain (value - base) / base, equation 5 of the paper; empty for the base and where the base has 0
     */
    public record Row(String model, Interval value, OptionalDouble relativeGain) {}

    /**
     * What fine-tuning and retrieval are together.
     *
     * @param better the better one of retrieval and fine-tuning alone, by the metric
     * @param overBetter the combination less that one. It was chosen on the same cases, so the combination has a slight
     *     disadvantage
     * @param pValue of that difference being 0, in [0, 1]
     * @param interaction the gain of the combination over the base less the sum of the two gains: positive where the two
     *     help each other, negative where they get in each other's way or add the same
     */
    public record Together(String better, Interval overBetter, double pValue, Interval interaction) {}

    /**
     * Returns the table.
     *
     * @param results complete; of these four candidates and perhaps others
     * @throws IllegalArgumentException if one of the candidates is missing or was not asked everything
     */
    public static StrategyTable of(Results results, Roles roles, Analysis settings, Executor executor) {
        Metric metric = results.benchmark().metrics().get(0);
        Grouping grouping = Grouping.of(results);
        Resamples resamples = settings.resamples(grouping, executor);
        List<ScoredModel> models = new ArrayList<>();
        for (String name : List.of(roles.base, roles.retrieval, roles.tuned, roles.both)) {
            models.add(ScoredModel.of(Answers.of(results, name), metric, resamples));
        }
        List<Row> rows = new ArrayList<>();
        for (ScoredModel model : models) {
            rows.add(row(model.name(), model.estimate(grouping, resamples).get().interval(), rows));
        }
        double sign = metric.higherIsBetter() ? 1 : -1;
        boolean retrieval =
                sign * rows.get(1).value.estimate() >= sign * rows.get(2).value.estimate();
        ScoredModel better = models.get(retrieval ? 1 : 2);
        Comparison over = new Pairs(settings, grouping, resamples)
                .compare(List.of(better, models.get(3)))
                .get()
                .get(0);
        Interval interaction = interaction(models, resamples);
        return new StrategyTable(
                metric.name(),
                rows,
                new Together(better.name(), over.difference(), over.pValue().raw(), interaction));
    }

    private static Row row(String model, Interval value, List<Row> before) {
        boolean comparable = !before.isEmpty() && before.get(0).value.estimate() != 0;
        OptionalDouble gain = comparable
                ? OptionalDouble.of((value.estimate() - before.get(0).value.estimate())
                        / before.get(0).value.estimate())
                : OptionalDouble.empty();
        return new Row(model, value, gain);
    }

    private static Interval interaction(List<ScoredModel> models, Resamples resamples) {
        List<Resamples.Statistic> sums =
                models.stream().flatMap(model -> model.sums().stream()).toList();
        if (sums.size() == models.size()) {
            return sums.get(3)
                    .minus(sums.get(2))
                    .minus(sums.get(1).minus(sums.get(0)))
                    .estimate()
                    .interval();
        }
        return resamples
                .estimate(
                        drawn -> models.get(3).value(drawn)
                                - models.get(2).value(drawn)
                                - models.get(1).value(drawn)
                                + models.get(0).value(drawn),
                        models.get(0).scores().size())
                .interval();
    }
}
