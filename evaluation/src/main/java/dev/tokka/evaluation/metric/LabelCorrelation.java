// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

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

/** Matthews correlation. The terms are, for each label, how many cases expect it, get it, and both. */
record LabelCorrelation(LabelReader reader) implements AdditiveMetric {

    private static final int COUNTS = 3;

    @Override
    public Description describe() {
        return Description.of("metric", "MCC")
                .with("labels", String.join(", ", reader.labels()))
                .with("source", "sklearn.metrics.matthews_corrcoef");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Label expected)) {
            throw new IllegalArgumentException("MCC expects a label but case " + item.id() + " expects "
                    + item.expected().getClass().getSimpleName());
        }
        LabelF1.requireKnown(reader, expected, item);
        Optional<String> seen = outcome.text().flatMap(reader::read);
        boolean right = seen.equals(Optional.of(expected.label()));
        List<Double> terms = new ArrayList<>(Collections.nCopies(reader.labels().size() * COUNTS, 0.0));
        int at = reader.labels().indexOf(expected.label()) * COUNTS;
        terms.set(at, 1.0);
        seen.ifPresent(label -> terms.set(reader.labels().indexOf(label) * COUNTS + 1, 1.0));
        terms.set(at + 2, right ? 1.0 : 0.0);
        return new Score(right ? 1 : 0, seen.isPresent(), seen.orElse(""), terms);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        double right = 0;
        double products = 0;
        double expected = 0;
        double unread = cases;
        double read = 0;
        for (int at = 0; at < sums.length; at += COUNTS) {
            right += sums[at + 2];
            products += sums[at] * sums[at + 1];
            expected += sums[at] * sums[at];
            read += sums[at + 1] * sums[at + 1];
            unread -= sums[at + 1];
        }
        double all = (double) cases * cases;
        double below = Math.sqrt(all - read - unread * unread) * Math.sqrt(all - expected);
        return below == 0 ? 0 : Math.max(-1, Math.min(1, (right * cases - products) / below));
    }
}
