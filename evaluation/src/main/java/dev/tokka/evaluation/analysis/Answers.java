// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All answers of one model, looked up once for all metrics.
 *
 * @param model the name of the candidate
 * @param benchmark what was asked
 * @param outcomes by case, as {@link Results#outcomes} returns them
 */
record Answers(String model, Benchmark benchmark, Map<String, List<Outcome>> outcomes) {

    /** Returns the answers of a model, checked to be complete. */
    static Answers of(Results results, String model) {
        Answers answers = new Answers(model, results.benchmark(), results.outcomes(model));
        int each = results.benchmark().cases().size()
                * results.benchmark().protocol().seeds().size();
        int asked = answers.all().size();
        if (asked < each) {
            throw new IllegalArgumentException("each model must have been asked all " + each + " questions but " + model
                    + " was asked " + asked + "; take the common ones, or resume the experiment");
        }
        return answers;
    }

    List<Outcome> all() {
        return outcomes.values().stream().flatMap(List::stream).toList();
    }

    /** Returns the scores case by case in the order of the benchmark, and within a case seed by seed. */
    List<Score> scores(Metric metric) {
        List<Score> scores = new ArrayList<>();
        for (Case item : benchmark.cases()) {
            for (Outcome outcome : outcomes.getOrDefault(item.id(), List.of())) {
                scores.add(metric.score(item, outcome));
            }
        }
        return scores;
    }
}
