// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the numbers of a text and their units, in English and Japanese. */
final class Quantities {

    /** Possessive, because the stack would grow with the length of a number otherwise. */
    private static final String DIGITS = "\\d++(?:[.,]\\d++)*+";

    private static final String SCALE = "(?:兆|億|万|千|thousand\\b|million\\b|billion\\b)";

    private static final Pattern NUMBER = Pattern.compile("(usd|jpy|eur|gbp|¥|\\$|€|£)? ?" + "(" + DIGITS + "(?: ?"
            + SCALE + "(?:(?=\\d)" + DIGITS + "(?: ?" + SCALE + ")?)*+)?)");

    private static final Pattern PART = Pattern.compile("(" + DIGITS + ") ?(" + SCALE + ")?");

    private static final Map<String, Integer> POWERS =
            Map.of("兆", 12, "億", 8, "万", 4, "千", 3, "thousand", 3, "million", 6, "billion", 9);

    private static final List<String> WORDS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private static final Pattern WORD = Pattern.compile(
            "\\b(" + String.join("|", WORDS) + ")\\b[ -]|([一二三四五六七八九十])(?=営業日|日|週|か月|ヶ月|カ月|年|時間|分|回|名|人)");

    private static final String KANJI = "〇一二三四五六七八九十";

    /** The longest number that is scaled; longer ones are compared as they are written. */
    private static final int MAX_SCALED = 30;

    /** In the order in which they are tried: a business day is no day. */
    private static final List<Unit> UNITS = List.of(
            Unit.of("business day", "営業日|銀行営業日|(?:business|banking|working)[ -]days?"),
            Unit.of("day", "日|(?:calendar )?days?\\b"),
            Unit.of("week", "週間?|weeks?\\b"),
            Unit.of("month", "[かヶケカヵ箇個]月|months?\\b"),
            Unit.of("year", "年間?|years?\\b"),
            Unit.of("hour", "時間|hours?\\b"),
            Unit.of("minute", "分間?|minutes?\\b"),
            Unit.of("second", "秒間?|seconds?\\b"),
            Unit.of("yen", "円|yen\\b|jpy\\b"),
            Unit.of("dollar", "米?ドル|(?:us )?dollars?\\b|usd\\b"),
            Unit.of("euro", "ユーロ|euros?\\b|eur\\b"),
            Unit.of("pound", "ポンド|pounds?\\b|gbp\\b"),
            Unit.of("percent", "%|パーセント|per ?cent\\b"),
            Unit.of("kilometre", "km\\b|キロメートル|kilomet(?:re|er)s?\\b"),
            Unit.of("mile", "マイル|miles?\\b"));

    private static final Map<String, String> SIGNS = Map.of(
            "¥", "yen", "jpy", "yen", "$", "dollar", "usd", "dollar", "€", "euro", "eur", "euro", "£", "pound", "gbp",
            "pound");

    private Quantities() {}

    private record Unit(String name, Pattern pattern) {

        static Unit of(String name, String pattern) {
            return new Unit(name, Pattern.compile("[ -]?(?:" + pattern + ")"));
        }
    }

    /** A number in its shortest form and its unit; empty if it has none that is known. */
    record Quantity(String value, String unit) {

        boolean agrees(Quantity other) {
            return unit.isEmpty() || other.unit.isEmpty() || unit.equals(other.unit);
        }
    }

    /** Returns the quantities of {@code text}, which is in compatibility form and lower case; a new set. */
    static Set<Quantity> of(String text) {
        Set<Quantity> quantities = new HashSet<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            String sign = number.group(1) == null ? "" : SIGNS.getOrDefault(number.group(1), "");
            quantities.add(new Quantity(value(number.group(2)), sign.isEmpty() ? unit(text, number.end()) : sign));
        }
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            int end = word.group(1) == null ? word.end() : word.end(1);
            String unit = unit(text, end);
            if (!unit.isEmpty()) { // "one" alone is seldom a number
                int value = word.group(1) == null ? KANJI.indexOf(word.group(2)) : WORDS.indexOf(word.group(1));
                quantities.add(new Quantity(String.valueOf(value), unit));
            }
        }
        return quantities;
    }

    private static String unit(String text, int from) {
        for (Unit unit : UNITS) {
            if (unit.pattern().matcher(text).region(from, text.length()).lookingAt()) {
                return unit.name();
            }
        }
        return "";
    }

    /** Returns the value: 1,500 and 1500.0 are one, and so are 150万 and 1,500,000. */
    private static String value(String written) {
        String plain = written.replace(",", "");
        if (plain.length() > MAX_SCALED || plain.indexOf('.') != plain.lastIndexOf('.')) {
            return plain;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(plain);
        while (part.find()) {
            int power = part.group(2) == null ? 0 : POWERS.getOrDefault(part.group(2), 0);
            sum = sum.add(new BigDecimal(part.group(1)).scaleByPowerOfTen(power));
        }
        return sum.stripTrailingZeros().toPlainString();
    }
}
