// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.Answer;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the tests of all loaders do with a benchmark. */
final class DataFiles {

    private DataFiles() {}

    static Outcome reply(String text) {
        return new Outcome.Answered(Answer.reply(text), Duration.ZERO);
    }

    static Outcome abstention() {
        return new Outcome.Answered(Answer.abstain("not known"), Duration.ZERO);
    }

    static Case item(Benchmark benchmark, String id) {
        return benchmark.cases().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the value of the metric of this name when each case is answered so. */
    static double value(Benchmark benchmark, String name, Function<Case, Outcome> answers) {
        Metric metric = benchmark.metrics().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Score> scores = benchmark.cases().stream()
                .map(item -> metric.score(item, answers.apply(item)))
                .toList();
        return metric.value(scores);
    }

    /** Returns how many cases have each value of something. */
    static Map<String, Integer> counts(Benchmark benchmark, Function<Case, String> of) {
        Map<String, Integer> counts = new TreeMap<>();
        benchmark.cases().forEach(item -> counts.merge(of.apply(item), 1, Integer::sum));
        return counts;
    }
}
