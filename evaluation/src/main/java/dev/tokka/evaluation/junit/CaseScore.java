// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.junit;

import dev.tokka.Answer;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one case came to, as messages show it: on one line each, whatever a model or a data set says.
 *
 * @param item the case
 * @param value its score by the first metric, the mean over its seeds
 * @param outcome that with the worst score
 */
record CaseScore(Case item, double value, Outcome outcome) {

    private static final int MOST = 120;
    private static final Pattern SPACE_OR_CONTROL = Pattern.compile("[\\s\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+");

    /** Returns the cases of a model in the order of the benchmark. */
    static List<CaseScore> of(Results results, String model) {
        Metric metric = results.benchmark().metrics().get(0);
        Map<String, List<Score>> scores = results.scores(model, metric);
        Map<String, List<Outcome>> outcomes = results.outcomes(model);
        List<CaseScore> all = new ArrayList<>();
        for (Case item : results.benchmark().cases()) {
            List<Score> each = scores.getOrDefault(item.id(), List.of());
            int worst = 0;
            for (int i = 1; i < each.size(); i++) {
                double more = each.get(i).value() - each.get(worst).value();
                worst = (metric.higherIsBetter() ? more < 0 : more > 0) ? i : worst;
            }
            double mean = each.stream().mapToDouble(Score::value).average().orElse(0);
            all.add(new CaseScore(
                    item, mean, outcomes.getOrDefault(item.id(), List.of()).get(worst)));
        }
        return all;
    }

    String title() {
        return line(item.id() + ": " + item.question().text());
    }

    String expected() {
        return item.expected().words();
    }

    String answer() {
        if (outcome instanceof Outcome.Failed failed) {
            return "failure " + failed.type() + ": " + failed.message();
        }
        return outcome.given()
                .map(answer -> answer instanceof Answer.Abstention abstention
                        ? "abstention: " + abstention.reason()
                        : outcome.text().orElse(""))
                .orElse("");
    }

    /** Returns at most four decimals, and none that say nothing. */
    static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(4, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }

    @Override
    public String toString() {
        String said = outcome.text().isPresent() ? quoted(answer()) : line(answer());
        String wanted = item.expected() instanceof Expected.NoAnswer ? expected() : quoted(expected());
        return line(item.id()) + " (" + number(value) + "): "
                + quoted(item.question().text()) + " → " + said + ", expected " + wanted;
    }

    private static String quoted(String text) {
        return '"' + line(text) + '"';
    }

    private static String line(String text) {
        String line = SPACE_OR_CONTROL.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= MOST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST - 1)) + "…";
    }
}
