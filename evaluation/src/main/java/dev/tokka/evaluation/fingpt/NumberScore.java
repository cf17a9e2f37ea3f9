// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.text.NumberReader;
import dev.tokka.evaluation.metric.text.NumericMatch;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The share of right numbers, read strictly or as the published program reads them. */
record NumberScore(boolean strict) implements AdditiveMetric {

    private static final double TOLERANCE = 1e-5;

    private static final NumericMatch MATCH = NumericMatch.within(0, TOLERANCE, NumberReader.last());

    /** As the published program has it: its point is any character. */
    private static final Pattern NUMBER =
            Pattern.compile("\\d+(.\\d+)", Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);

    @Override
    public Description describe() {
        return Description.of("metric", strict ? "right numbers" : "FinGPT right numbers")
                .with("tolerance", strict ? TOLERANCE : 0)
                .with("source", "FinGPT_Benchmark/benchmarks/convfinqa.py")
                .with("reads", strict ? "the last number" : "as FinGPT_Benchmark does");
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Texts expected)) {
            throw new IllegalArgumentException("case " + item.id() + " must expect a text but expects "
                    + item.expected().getClass().getSimpleName());
        }
        String wanted = expected.accepted().get(0);
        if (!strict) {
            return outcome.text().map(reply -> published(reply, wanted)).orElseGet(() -> Score.unreadable(0));
        }
        OptionalDouble number = NumberReader.only().read(wanted);
        if (number.isPresent()) {
            Expected numeric = new Expected.Numeric(number.getAsDouble());
            return MATCH.score(new Case(item.id(), item.question(), numeric, item.tags()), outcome);
        }
        return outcome.text()
                .map(reply -> Score.of(reply.strip().equalsIgnoreCase(wanted.strip()) ? 1 : 0, reply.strip()))
                .orElseGet(() -> Score.unreadable(0));
    }

    private static Score published(String reply, String wanted) {
        Optional<Double> given = number(reply);
        double value = given.isPresent() && given.equals(number(wanted)) ? 1 : 0;
        if (given.isEmpty() || !NUMBER.matcher(reply).find()) {
            return Score.unreadable(value);
        }
        return Score.of(value, String.valueOf(given.get()));
    }

    /** Returns the number that the published program reads, or empty if it stops. */
    private static Optional<Double> number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.find() ? Python.number(matcher.group()) : Optional.of(0.0);
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
