// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Accuracy and F1 over labels as scikit-learn has them: a label that no case expects and no reply names has no F1 and does
 * not count for the mean.
 */
record LabelScore(LabelReading reading, Kind kind) implements AdditiveMetric {

    /** What is made of the labels. */
    enum Kind {
        ACCURACY("accuracy"),
        MACRO_F1("macro F1"),
        MICRO_F1("micro F1"),
        WEIGHTED_F1("weighted F1"),
        /** Of the first label alone. */
        FIRST_F1("F1 of ");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private static final int COUNTS = 3;

    @Override
    public Description describe() {
        String of = kind == Kind.FIRST_F1 ? reading.labels().get(0) : "";
        return Description.of("metric", reading.name() + kind.label + of)
                .with("labels", String.join(", ", reading.labels()))
                .with("source", kind == Kind.ACCURACY ? "sklearn accuracy_score" : "sklearn f1_score")
                .with("reads", reading.name().isEmpty() ? "the only label named" : "as FinGPT_Benchmark does");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Label expected)
                || !reading.labels().contains(expected.label())) {
            throw new IllegalArgumentException("case " + item.id() + " must expect one of " + reading.labels()
                    + " but expects " + item.expected());
        }
        Optional<String> counted = outcome.text().flatMap(reading::counted);
        boolean readable = outcome.text().flatMap(reading.finder()).isPresent();
        boolean right = counted.equals(Optional.of(expected.label()));
        List<Double> terms = kind == Kind.ACCURACY ? List.of(right ? 1.0 : 0.0) : counts(expected.label(), counted);
        return new Score(right ? 1 : 0, readable, readable ? counted.orElse("") : "", terms);
    }

    /** Returns for each label whether it is rightly found, wrongly found and missed. */
    private List<Double> counts(String expected, Optional<String> counted) {
        List<Double> counts =
                new ArrayList<>(Collections.nCopies(reading.labels().size() * COUNTS, 0.0));
        int at = reading.labels().indexOf(expected) * COUNTS;
        boolean right = counted.equals(Optional.of(expected));
        counts.set(right ? at : at + 2, 1.0);
        if (!right) {
            counted.ifPresent(label -> counts.set(reading.labels().indexOf(label) * COUNTS + 1, 1.0));
        }
        return counts;
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return switch (kind) {
            case ACCURACY -> sums[0] / cases;
            case MICRO_F1 -> F1.micro(sums);
            case MACRO_F1 -> F1.macro(sums);
            case WEIGHTED_F1 -> F1.weighted(sums);
            case FIRST_F1 -> F1.of(sums[0], sums[1], sums[2]);
        };
    }

    @Override
    public String toString() {
        return name();
    }
}
