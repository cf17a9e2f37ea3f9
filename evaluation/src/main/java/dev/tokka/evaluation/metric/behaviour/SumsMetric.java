// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;

/** A metric made of how one outcome is scored and of what follows from the sums. */
final class SumsMetric implements AdditiveMetric {

    private final Description description;
    private final Scorer scorer;
    private final Formula formula;
    private final boolean higherIsBetter;

    /** What follows from the sums of the terms over some cases. */
    @FunctionalInterface
    interface Formula {

        double of(double[] sums, long cases);
    }

    private SumsMetric(Description description, Scorer scorer, Formula formula, boolean higherIsBetter) {
        this.description = description;
        this.scorer = scorer;
        this.formula = formula;
        this.higherIsBetter = higherIsBetter;
    }

    /** Returns a metric of which more is better. */
    static SumsMetric of(Description description, Scorer scorer, Formula formula) {
        return new SumsMetric(description, scorer, formula, true);
    }

    /** Returns the mean of the first terms, of which more is better. */
    static SumsMetric mean(Description description, Scorer scorer) {
        return of(description, scorer, (sums, cases) -> sums[0] / cases);
    }

    /** Returns this metric as one of which less is better. */
    SumsMetric lowerIsBetter() {
        return new SumsMetric(description, scorer, formula, false);
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
    public double ofSums(double[] sums, long cases) {
        return formula.of(sums, cases);
    }

    @Override
    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    @Override
    public String toString() {
        return name();
    }
}
