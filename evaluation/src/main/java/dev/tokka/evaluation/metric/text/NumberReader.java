// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the number that a reply gives, in English and in Japanese.
 *
 * <p>Read are digits of any width with thousands separated by commas, a decimal point and an exponent:
 * {@code 1,234.5}, {@code １２}, {@code 1.2e-3}. Negative are {@code -5}, the accountants' {@code (5)} and the {@code △5}
 * and {@code ▲5} of Japanese accounts. Percent signs, currencies and units are passed over: {@code 12%} is 12. Citations
 * such as {@code [1]}, and digits right after a Latin letter such as those of {@code Q3} and {@code GPT-4}, are not
 * numbers.
 */
public final class NumberReader {

    private static final Pattern NUMBER =
            Pattern.compile("(?<open>\\(\\s*)?(?<sign>(?:(?<![\\p{IsLatin}\\d])[-−+]|[△▲]\\s*))?"
                    + "(?<open2>\\(\\s*)?[$€£¥]?(?<sign2>(?<=[$€£¥])[-−])?(?<![\\p{IsLatin}\\d])(?<!\\p{IsLatin}-)"
                    + "(?<digits>(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|\\.\\d+)(?<exponent>[eE][-+]?\\d+)?");

    private static final Pattern SCALE = Pattern.compile(
            "\\s*(?:(?<word>(?i:thousand|million|billion|trillion))\\b|(?<small>[十百千])?(?<big>[万億兆])|(?<alone>[百千]))");

    private static final Pattern CLOSE = Pattern.compile("\\s*%?\\s*\\)");

    private static final Map<String, Double> FACTORS = Map.ofEntries(
            Map.entry("thousand", 1e3),
            Map.entry("million", 1e6),
            Map.entry("billion", 1e9),
            Map.entry("trillion", 1e12),
            Map.entry("十", 10.0),
            Map.entry("百", 100.0),
            Map.entry("千", 1e3),
            Map.entry("万", 1e4),
            Map.entry("億", 1e8),
            Map.entry("兆", 1e12));

    private final boolean only;
    private final boolean scales;

    private NumberReader(boolean only, boolean scales) {
        this.only = only;
        this.scales = scales;
    }

    /** Returns a reader of the last number of a reply, which is where models that reason first put the result. */
    public static NumberReader last() {
        return new NumberReader(false, false);
    }

    /** Returns a reader of replies that hold exactly one number; those with none or with more are not read. */
    public static NumberReader only() {
        return new NumberReader(true, false);
    }

    /**
     * Returns this reader with multipliers: {@code 3 million} is 3,000,000 and so on for thousand, billion and trillion,
     * {@code 1億2,000万} is 120,000,000 and {@code 5百万} 5,000,000. Without, they are passed over as units are.
     */
    public NumberReader withMultipliers() {
        return new NumberReader(only, true);
    }

    /** Returns the number that {@code reply} gives, finite, or empty if it gives none. */
    public OptionalDouble read(String reply) {
        List<Double> numbers = all(Normalized.withoutCitations(Normalized.nfkc(reply)));
        if (numbers.isEmpty() || (only && numbers.size() > 1)) {
            return OptionalDouble.empty();
        }
        double number = numbers.get(numbers.size() - 1);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    @Override
    public String toString() {
        return (only ? "the only number" : "the last number") + (scales ? " with multipliers" : "");
    }

    private List<Double> all(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            Scaled scaled = scaled(text, matcher);
            boolean opened = matcher.group("open") != null || matcher.group("open2") != null;
            boolean closed = opened
                    && CLOSE.matcher(text).region(scaled.end, text.length()).lookingAt();
            boolean minus = isMinus(matcher.group("sign")) || matcher.group("sign2") != null;
            numbers.add(minus || closed ? -scaled.value : scaled.value);
            from = scaled.end;
        }
        return numbers;
    }

    /** A number with its multipliers, and where it ends. */
    private record Scaled(double value, int end) {}

    private Scaled scaled(String text, Matcher number) {
        double value = magnitude(number);
        int end = number.end();
        if (!scales) {
            return new Scaled(value, end);
        }
        Matcher scale = SCALE.matcher(text);
        double sum = 0;
        double before = Double.POSITIVE_INFINITY;
        Matcher part = NUMBER.matcher(text).useTransparentBounds(true);
        while (scale.region(end, text.length()).lookingAt()) {
            double factor = factor(scale);
            if (factor >= before) {
                break;
            }
            before = factor;
            sum += value * factor;
            value = 0;
            end = scale.end();
            // 1億2,000万 is one number: the parts of it follow each other without a sign or a space
            boolean follows = scale.group("word") == null
                    && end < text.length()
                    && Character.isDigit(text.charAt(end))
                    && part.region(end, text.length()).lookingAt();
            if (!follows) {
                break;
            }
            value = magnitude(part);
            end = part.end();
        }
        return new Scaled(sum + value, end);
    }

    private static double magnitude(Matcher number) {
        String exponent = number.group("exponent");
        return Double.parseDouble(
                requireNonNull(number.group("digits")).replace(",", "") + (exponent == null ? "" : exponent));
    }

    private static double factor(Matcher scale) {
        double factor = 1;
        for (String group : List.of("word", "small", "big", "alone")) {
            String found = scale.group(group);
            factor *= found == null ? 1 : FACTORS.getOrDefault(found.toLowerCase(Locale.ROOT), 1.0);
        }
        return factor;
    }

    private static boolean isMinus(@Nullable String sign) {
        return sign != null && !sign.equals("+");
    }
}
