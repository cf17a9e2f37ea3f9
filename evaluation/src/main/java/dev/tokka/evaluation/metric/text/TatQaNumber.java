// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as the evaluation of TAT-QA reads it in an answer or a word: without currencies, commas and brackets, times the
 * scale that is named behind it, negative in round brackets, a hundredth before a per cent sign.
 *
 * @param value rounded to four decimals
 * @param whole whether it is an integer in the answer, written without a point
 */
record TatQaNumber(double value, boolean whole) {

    private static final Map<String, Double> FACTORS = Map.of("thousand", 1e3, "million", 1e6, "billion", 1e9);
    private static final double PERCENT = 0.01;
    private static final int DECIMALS = 4;

    private static final Pattern NOISE = Pattern.compile("['\"\\\\$€£¥%(),\\[\\]]");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FLOAT = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d+)?");
    private static final Pattern FIRST = Pattern.compile("(?<number>[+-]?\\d+(?:\\.\\d+)?)|[+-]?\\.\\d+");
    private static final Pattern SCALED = Pattern.compile("(?<![\\d.])[\\d.]++\\s?[a-zA-Z]+");
    private static final Pattern NEGATIVE = Pattern.compile("\\([\\d.\\s%]++\\)");
    private static final Pattern PER_CENT = Pattern.compile("(?<![\\d.\\s])[\\d.\\s]++%");

    /** Returns the factor that a text names, 1 if none. */
    static double factor(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("hundred")) {
            return 100;
        }
        for (String scale : TatQaMatch.SCALES) {
            if (lower.contains(scale)) {
                return FACTORS.getOrDefault(scale, PERCENT);
            }
        }
        return 1;
    }

    /** Returns whether a text is a number, alone or with a scale as its second word; what comes after it does not matter. */
    static boolean is(String text) {
        String clean = NOISE.matcher(text).replaceAll("");
        String[] words = SPACE.split(SPACE.matcher(clean).replaceAll(" ").strip(), -1);
        return FLOAT.matcher(words[0]).matches() && (words.length < 2 || factor(words[1]) != 1);
    }

    /**
     * Returns the first number in a text, or empty if there is none or it begins with a point. (The authors' program takes
     * all that begin with a point for the same word.)
     */
    static Optional<TatQaNumber> of(String text) {
        Matcher first = FIRST.matcher(NOISE.matcher(text).replaceAll(""));
        if (!first.find() || first.group("number") == null) {
            return Optional.empty();
        }
        String number = requireNonNull(first.group("number"));
        Matcher scaled = SCALED.matcher(text);
        double scale = scaled.find() ? factor(scaled.group()) : 1;
        double sign = NEGATIVE.matcher(text).find() ? -1 : 1;
        double percent = PER_CENT.matcher(text).find() ? PERCENT : 1;
        boolean whole = number.indexOf('.') < 0 && scale != PERCENT && percent == 1;
        double value = Double.parseDouble(number) * scale * sign * percent;
        return Double.isFinite(value) ? Optional.of(new TatQaNumber(round(value, DECIMALS), whole)) : Optional.empty();
    }

    /** Returns this as it is compared, in the unit of a scale: rounded to two decimals there, with four shown. */
    String in(String scale) {
        return fixed(round(value, 2) * factor(scale));
    }

    /** Returns this as it is compared, with four decimals. */
    String fixed() {
        return fixed(value);
    }

    /** Returns this as a word; a whole number is another word than the same number with decimals. */
    @Override
    public String toString() {
        return whole ? new BigDecimal(value).toPlainString() : fixed(value);
    }

    /** Zero keeps its sign, as in Python: -0.001 is no 0. */
    private static String fixed(double value) {
        String text =
                new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
        boolean lost = Double.compare(value, 0) < 0 && !text.startsWith("-");
        return lost ? "-" + text : text;
    }

    private static double round(double value, int decimals) {
        double rounded =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
        return Math.copySign(rounded, value);
    }
}
