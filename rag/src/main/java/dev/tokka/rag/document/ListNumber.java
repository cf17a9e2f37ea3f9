// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.Locale;

/** Writes the number of a list item in the formats of Word. */
final class ListNumber {

    private static final String DIGITS = "〇一二三四五六七八九";
    private static final String IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
    private static final String AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    private static final String[] ROMAN = {"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
    private static final int[] ROMAN_VALUE = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

    private ListNumber() {}

    /** Returns {@code number}, at least 0, in {@code format}; in decimal digits if the format is not known. */
    static String of(int number, String format) {
        return switch (format) {
            case "lowerLetter" -> letters(number);
            case "upperLetter" -> letters(number).toUpperCase(Locale.ROOT);
            case "lowerRoman" -> roman(number);
            case "upperRoman" -> roman(number).toUpperCase(Locale.ROOT);
            case "decimalFullWidth", "decimalFullWidth2" -> fullWidth(number);
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
                number >= 1 && number <= 20 ? String.valueOf((char) ('①' + number - 1)) : String.valueOf(number);
            case "japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting" -> kanji(number);
            case "iroha", "irohaFullWidth" -> ofRow(number, IROHA);
            case "aiueo", "aiueoFullWidth" -> ofRow(number, AIUEO);
            case "decimalZero" -> "%02d".formatted(number);
            case "none" -> "";
            default -> String.valueOf(number);
        };
    }

    private static String letters(int number) {
        // Word goes on with aa, bb, cc
        return number < 1 || number > 26 * 9
                ? String.valueOf(number)
                : String.valueOf((char) ('a' + (number - 1) % 26)).repeat((number - 1) / 26 + 1);
    }

    private static String ofRow(int number, String row) {
        return number >= 1 && number <= row.length() ? String.valueOf(row.charAt(number - 1)) : String.valueOf(number);
    }

    private static String roman(int number) {
        if (number < 1 || number > 3_999) {
            return String.valueOf(number);
        }
        StringBuilder text = new StringBuilder();
        int rest = number;
        for (int i = 0; i < ROMAN.length; i++) {
            for (; rest >= ROMAN_VALUE[i]; rest -= ROMAN_VALUE[i]) {
                text.append(ROMAN[i]);
            }
        }
        return text.toString();
    }

    private static String fullWidth(int number) {
        StringBuilder text = new StringBuilder();
        String.valueOf(number).chars().forEach(c -> text.append((char) (c - '0' + '０')));
        return text.toString();
    }

    private static String kanji(int number) {
        if (number < 1 || number > 9_999) {
            return number == 0 ? DIGITS.substring(0, 1) : String.valueOf(number);
        }
        StringBuilder text = new StringBuilder();
        int rest = number;
        String units = "千百十";
        for (int i = 0, unit = 1_000; unit >= 10; i++, unit /= 10) {
            int digit = rest / unit;
            rest %= unit;
            if (digit > 0) {
                text.append(digit == 1 ? "" : DIGITS.substring(digit, digit + 1))
                        .append(units.charAt(i));
            }
        }
        return text.append(rest == 0 ? "" : DIGITS.substring(rest, rest + 1)).toString();
    }
}
