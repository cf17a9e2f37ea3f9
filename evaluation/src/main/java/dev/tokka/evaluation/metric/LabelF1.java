// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** F1 over labels. The terms are, for each label, true positives, false positives and false negatives. */
record LabelF1(LabelReader reader, Mean mean) implements AdditiveMetric {

    /** How the labels count. */
    enum Mean {
        MACRO,
        MICRO,
        WEIGHTED
    }

    private static final int COUNTS = 3;

    @Override
    public Description describe() {
        return Description.of("metric", mean.name().toLowerCase(Locale.ROOT) + " F1")
                .with("labels", String.join(", ", reader.labels()))
                .with("source", "sklearn.metrics.f1_score");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Label expected)) {
            throw new IllegalArgumentException("F1 expects a label but case " + item.id() + " expects "
                    + item.expected().getClass().getSimpleName());
        }
        requireKnown(reader, expected, item);
        Optional<String> seen = outcome.text().flatMap(reader::read);
        boolean right = seen.equals(Optional.of(expected.label()));
        double[] terms = new double[reader.labels().size() * COUNTS];
        int at = reader.labels().indexOf(expected.label()) * COUNTS;
        terms[right ? at : at + 2] = 1;
        if (!right) {
            seen.ifPresent(label -> terms[reader.labels().indexOf(label) * COUNTS + 1] = 1);
        }
        return new Score(
                right ? 1 : 0,
                seen.isPresent(),
                seen.orElse(""),
                Arrays.stream(terms).boxed().toList());
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        double[] total = new double[COUNTS];
        double weighted = 0;
        double weights = 0;
        for (int at = 0; at < sums.length; at += COUNTS) {
            double weight = mean == Mean.WEIGHTED ? sums[at] + sums[at + 2] : 1;
            weighted += weight * f1(sums[at], sums[at + 1], sums[at + 2]);
            weights += weight;
            for (int i = 0; i < COUNTS; i++) {
                total[i] += sums[at + i];
            }
        }
        return mean == Mean.MICRO ? f1(total[0], total[1], total[2]) : weights == 0 ? 0 : weighted / weights;
    }

    private static double f1(double found, double wrong, double missed) {
        double all = 2 * found + wrong + missed;
        return all == 0 ? 0 : 2 * found / all;
    }

    /** Checks that the expected label is one that can be read. */
    static void requireKnown(LabelReader reader, Expected.Label expected, Case item) {
        if (!reader.labels().contains(expected.label())) {
            throw new IllegalArgumentException("case " + item.id() + " must expect one of " + reader.labels()
                    + " but expects " + expected.label());
        }
    }
}
