// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The mean over the questions about a headline of the F1 of "Yes". The terms are the counts of each question. */
record QuestionF1(LabelReading reading, boolean weighted) implements AdditiveMetric {

    private static final int COUNTS = 3;

    @Override
    public Description describe() {
        return Description.of("metric", reading.name() + (weighted ? "weighted" : "mean") + " F1 of questions")
                .with("questions", String.join(", ", Headlines.QUESTIONS))
                .with("source", "sklearn classification_report of several labels")
                .with("reads", reading.name().isEmpty() ? "the only label named" : "as FinGPT_Benchmark does");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        int question = Headlines.QUESTIONS.indexOf(item.tag(Tags.GROUP).orElse(""));
        if (question < 0) {
            throw new IllegalArgumentException("case " + item.id() + " must be tagged " + Tags.GROUP + " with one of "
                    + Headlines.QUESTIONS + " but is tagged " + item.tags());
        }
        Score first = new LabelScore(reading, LabelScore.Kind.FIRST_F1).score(item, outcome);
        List<Double> terms = new ArrayList<>(Collections.nCopies(Headlines.QUESTIONS.size() * COUNTS, 0.0));
        for (int i = 0; i < COUNTS; i++) {
            terms.set(question * COUNTS + i, first.terms().get(i));
        }
        return new Score(first.value(), first.readable(), first.seen(), terms);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return weighted ? F1.weighted(sums) : F1.allMean(sums);
    }

    @Override
    public String toString() {
        return name();
    }
}
