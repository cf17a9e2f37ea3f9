// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.LabelReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The share of replies that name the right label and no other one, after reasoning if there is any. */
record StrictAccuracy(List<String> labels, boolean reasoned) implements AdditiveMetric {

    private static final String PHRASE = "answer is";

    @Override
    public Description describe() {
        return Description.of("metric", "accuracy")
                .with("labels", String.join(", ", labels))
                .with("reads", reasoned ? "what the answer is in the end" : "the only label named")
                .with("source", "sklearn.metrics.accuracy_score");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Label expected) || !labels.contains(expected.label())) {
            throw new IllegalArgumentException(
                    "case " + item.id() + " must expect one of " + labels + " but expects " + item.expected());
        }
        return outcome.text()
                .flatMap(this::read)
                .map(label -> Score.of(label.equals(expected.label()) ? 1 : 0, label))
                .orElse(Score.unreadable(0));
    }

    /** Returns what the reply says that the answer is, the last time it says so, or else the only label it names. */
    private Optional<String> read(String reply) {
        LabelReader reader = new LabelReader(labels);
        int phrase = reasoned ? reply.toLowerCase(Locale.ROOT).lastIndexOf(PHRASE) : -1;
        if (phrase < 0 || phrase + PHRASE.length() > reply.length()) {
            return reader.read(reply);
        }
        String line = reply.substring(phrase + PHRASE.length())
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        return reader.read(firstWord(line)).or(() -> reader.read(line));
    }

    private static String firstWord(String line) {
        int start = 0;
        while (start < line.length() && !Character.isLetterOrDigit(line.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(start, end);
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    @Override
    public String toString() {
        return name();
    }
}
