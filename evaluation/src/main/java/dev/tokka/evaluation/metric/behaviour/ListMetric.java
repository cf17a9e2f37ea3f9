// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A metric of which less is better and that needs all scores at once, as ranks and percentiles do. */
final class ListMetric implements Metric {

    private final Description description;
    private final Scorer scorer;
    private final ToDoubleFunction<List<Score>> formula;

    ListMetric(Description description, Scorer scorer, ToDoubleFunction<List<Score>> formula) {
        this.description = description;
        this.scorer = scorer;
        this.formula = formula;
    }

    @Override
    public Description describe() {
        return description;
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        return scorer.score(requireNonNull(item, "item"), requireNonNull(outcome, "outcome"));
    }

    @Override
    public double value(List<Score> scores) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException(name() + " needs at least one score");
        }
        return formula.applyAsDouble(scores);
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public String toString() {
        return name();
    }
}
