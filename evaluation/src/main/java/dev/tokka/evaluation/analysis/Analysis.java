// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What may be concluded from results: each metric with its confidence interval, and every pair of models compared.
 *
 * <ul>
 *   <li>Intervals are those of a bootstrap over cases. Cases with the same {@link Tags#CLUSTER} are drawn together, and
 *       so are the answers to one case with several seeds: neither are independent (Miller 2024, section 2.2). That of a
 *       share of right answers to independent cases is Wilson's.
 *   <li>Models are compared on the same cases, pair by pair. The p-value is that of a permutation test: if two models
 *       are equally good, then swapping their answers to any case (to all cases of a cluster) changes nothing but the
 *       sign of the difference. It is exact where there are few enough cases that differ, and otherwise drawn at random
 *       so often as there are resamples; for right or wrong answers it is McNemar's exact test.
 *   <li>p-values are corrected over all pairs of one metric after Holm (1979).
 *   <li>Each difference comes with its {@link Sensitivity}: where models cannot be told apart, it says how large a
 *       difference would have been seen.
 * </ul>
 *
 * <p>The same results, settings and seed give the same report, on any number of threads.
 *
 * @param level of the intervals, in (0, 1), such as 0.95
 * @param resamples of each bootstrap, at least 100; also how often answers are swapped where a test is not exact
 * @param seed of the random numbers
 */
public record Analysis(double level, int resamples, long seed) {

    private static final long MOST_WAITING = 1 << 23; // 64 MB

    /** Intervals at 95 %, 10,000 resamples, seed 0. */
    public static final Analysis DEFAULT = new Analysis(0.95, 10_000, 0);

    /** Checks the ranges above. */
    public Analysis {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1) but is " + level);
        }
        Checks.requireAtLeast(100, resamples, "resamples");
    }

    /**
     * Returns the report.
     *
     * @param results complete, of at least two cases; those that a budget ended are not comparable, but their {@link
     *     Results#common()} are
     * @param executor does the resampling, along with the calling thread
     * @throws IllegalArgumentException if a model was not asked everything, or if there is one case or one cluster only
     */
    public Report of(Results results, Executor executor) {
        requireNonNull(executor, "executor");
        List<Answers> answers = results.models().stream()
                .map(model -> Answers.of(results, model))
                .toList();
        List<Supplier<Measurement>> measurements = new ArrayList<>();
        List<Supplier<List<Comparison>>> comparisons = new ArrayList<>();
        Grouping grouping = Grouping.of(results);
        Resamples drawn = resamples(grouping, executor);
        for (Metric metric : results.benchmark().metrics()) {
            List<ScoredModel> scored = answers.stream()
                    .map(one -> ScoredModel.of(one, metric, drawn))
                    .toList();
            scored.forEach(model -> measurements.add(model.measurement(grouping, drawn)));
            comparisons.add(new Pairs(this, grouping, drawn).compare(scored));
        }
        return new Report(
                results,
                measurements.stream().map(Supplier::get).toList(),
                comparisons.stream().flatMap(each -> each.get().stream()).toList(),
                operations(answers),
                level);
    }

    /** Returns resamples after these settings. */
    Resamples resamples(Grouping grouping, Executor executor) {
        return new Resamples(grouping.bootstrap(Bootstrap.of(resamples, seed)), level, MOST_WAITING, executor);
    }

    private static Map<String, Operations> operations(List<Answers> answers) {
        Map<String, Operations> operations = new LinkedHashMap<>();
        answers.forEach(each -> operations.put(each.model(), Operations.of(each.all())));
        return operations;
    }
}
