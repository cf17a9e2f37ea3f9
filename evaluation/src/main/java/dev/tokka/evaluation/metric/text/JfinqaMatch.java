// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of jfinqa, as its authors' program computes them: the share of right answers, from 0 to 1, over cases that
 * expect texts such as {@code 10.55%}, {@code 992,408} and <code>増収</code>.
 *
 * <p>The answer is what follows the first {@code Answer:} of a reply on its line, or else its last line that is not blank;
 * citations such as [1] are removed. Texts are compared in NFKC and lower case, with △ and ▲ before them as a minus, without
 * commas between digits and without <code>した</code> or <code>しました</code> at their ends. A number is what remains of such
 * a text without its unit (<code>円</code>, <code>ドル</code>, <code>ポイント</code>, {@code pt}, {@code bps}, {@code %}) and
 * without all that belongs to no number, times <code>千</code>, <code>百万</code>, <code>億</code> or <code>兆</code>, the
 * first of these that occurs.
 *
 * <p>So nothing but the answer may stand on its line: a year before it becomes part of the number, and 1億2000万 is
 * read as 12000億. That is how the published figures were made; {@link NumericMatch} reads numbers more carefully.
 */
public final class JfinqaMatch implements AdditiveMetric {

    private static final double TOLERANCE = 0.01;

    private static final List<String> UNITS = List.of("円", "ドル", "ポイント", "pt", "bps");
    private static final List<String> MULTIPLIERS = List.of("千", "百万", "億", "兆");
    private static final double[] FACTORS = {1e3, 1e6, 1e8, 1e12};

    private static final Pattern ANSWER = Pattern.compile("(?i)answer:\\s*+(?<answer>\\S[^\\n]*)");
    private static final Pattern COMMA = Pattern.compile("(?<=\\d),(?=\\d)");
    private static final Pattern PAST = Pattern.compile("(?:しました|した)$");
    private static final Pattern OTHER = Pattern.compile("[^0-9.+-]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*+|\\.\\d+)");

    private final boolean numeric;

    private JfinqaMatch(boolean numeric) {
        this.numeric = numeric;
    }

    /** Returns the share of answers that are the expected text. */
    public static JfinqaMatch exactMatch() {
        return new JfinqaMatch(false);
    }

    /**
     * Returns the share of answers whose number is within 1 % of the expected one; where one of the two has no number, the
     * texts must be the same. Where 0 is expected, nothing but 0 is right.
     */
    public static JfinqaMatch numericMatch() {
        return new JfinqaMatch(true);
    }

    @Override
    public Description describe() {
        return Description.of("metric", numeric ? "jfinqa numeric match" : "jfinqa exact match")
                .with("source", "numerical_match and exact_match of jfinqa, github.com/ajtgjmdjp/jfinqa");
    }

    /** {@inheritDoc} Scores {@link dev.tokka.evaluation.Expected.Texts} alone. */
    @Override
    public Score score(Case item, Outcome outcome) {
        List<String> accepted = Accepted.texts(item);
        Optional<String> answer = outcome.text().flatMap(JfinqaMatch::answer);
        return answer.map(text -> Score.of(Accepted.best(accepted, text, this::match), text))
                .orElse(Score.unreadable(0));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    private double match(String given, String wanted) {
        OptionalDouble number = number(given);
        OptionalDouble expected = number(wanted);
        if (!numeric || number.isEmpty() || expected.isEmpty()) {
            return normal(given).equals(normal(wanted)) ? 1 : 0;
        }
        double size = Math.abs(expected.getAsDouble());
        double distance = Math.abs(number.getAsDouble() - expected.getAsDouble());
        return size == 0 ? (distance == 0 ? 1 : 0) : distance / size <= TOLERANCE ? 1 : 0;
    }

    private static Optional<String> answer(String reply) {
        String text = Normalized.withoutCitations(reply);
        Matcher named = ANSWER.matcher(text);
        if (named.find()) {
            return Optional.ofNullable(named.group("answer")).map(String::strip);
        }
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((one, next) -> next);
    }

    private static String normal(String text) {
        String plain = Normalized.nfkc(text).replaceFirst("^[△▲]", "-");
        return PAST.matcher(COMMA.matcher(plain).replaceAll(""))
                .replaceFirst("")
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    private static OptionalDouble number(String text) {
        String rest = normal(text);
        for (String unit : UNITS) {
            rest = rest.endsWith(unit) ? rest.substring(0, rest.length() - unit.length()) : rest;
        }
        double factor = 1;
        for (int i = 0; i < FACTORS.length && factor == 1; i++) {
            factor = rest.contains(MULTIPLIERS.get(i)) ? FACTORS[i] : 1;
        }
        String digits = OTHER.matcher(rest).replaceAll("");
        return NUMBER.matcher(digits).matches()
                ? OptionalDouble.of(Double.parseDouble(digits) * factor)
                : OptionalDouble.empty();
    }
}
