// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Accuracy as the published program has it, and how often it finds no answer. */
record PublishedScore(PublishedReading reading, Kind kind) implements AdditiveMetric {

    /** What is counted. */
    enum Kind {
        ACCURACY("accuracy"),
        ACCURACY_OF_THE_FOUND("accuracy of the found"),
        UNABLE_TO_FIND("unable to find");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    @Override
    public Description describe() {
        return Description.of("metric", "Meditron " + kind.label)
                .with("reads", reading.choices() ? "a letter" : "yes and no")
                .with("shots", reading.shots())
                .with("reasoned", reading.reasoned())
                .with("source", "epfLLM/meditron, evaluation/evaluate.py");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Label expected)) {
            throw new IllegalArgumentException("case " + item.id() + " must expect a label but expects "
                    + item.expected().getClass().getSimpleName());
        }
        Optional<String> answer = outcome.text().flatMap(reading::read);
        double right = answer.equals(Optional.of(expected.label().toLowerCase(Locale.ROOT))) ? 1 : 0;
        double found = answer.isPresent() ? 1 : 0;
        String seen = answer.orElse("");
        return switch (kind) {
            case ACCURACY -> new Score(right, answer.isPresent(), seen, List.of(right));
            case ACCURACY_OF_THE_FOUND -> new Score(right, answer.isPresent(), seen, List.of(right, found));
            case UNABLE_TO_FIND -> new Score(1 - found, answer.isPresent(), seen, List.of(1 - found));
        };
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        if (kind == Kind.ACCURACY_OF_THE_FOUND) {
            return sums[1] == 0 ? 0 : sums[0] / sums[1];
        }
        return sums[0] / cases;
    }

    @Override
    public boolean higherIsBetter() {
        return kind != Kind.UNABLE_TO_FIND;
    }

    @Override
    public String toString() {
        return name();
    }
}
