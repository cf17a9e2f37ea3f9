// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;

/** The share of right labels, and of abstentions where no answer is expected. */
record LabelAccuracy() implements AdditiveMetric {

    @Override
    public Description describe() {
        return Description.of("metric", "accuracy").with("source", "sklearn.metrics.accuracy_score");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (item.expected() instanceof Expected.NoAnswer) {
            if (outcome.given().isEmpty()) {
                return Score.unreadable(0);
            }
            boolean abstained = outcome.given().orElseThrow() instanceof Answer.Abstention;
            return Score.of(abstained ? 1 : 0, abstained ? "no answer" : "an answer");
        }
        if (!(item.expected() instanceof Expected.Label expected)) {
            throw new IllegalArgumentException("accuracy expects a label or no answer but case " + item.id()
                    + " expects " + item.expected().getClass().getSimpleName());
        }
        LabelReader reader = LabelReader.of(item.question().form());
        LabelF1.requireKnown(reader, expected, item);
        return outcome.text()
                .flatMap(reader::read)
                .map(label -> Score.of(label.equals(expected.label()) ? 1 : 0, label))
                .orElse(Score.unreadable(0));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }
}
