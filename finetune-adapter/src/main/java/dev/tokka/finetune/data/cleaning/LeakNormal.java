// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import java.util.Map;

/**
 * The form of texts in which a leak is looked for: letters and digits only, in one width and case, without spaces; numbers in
 * Arabic digits, whether they were written in kanji, in English words up to ninety, or with commas.
 */
final class LeakNormal {

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90));
    private static final String KANJI_DIGITS = "〇一二三四五六七八九";

    private LeakNormal() {}

    static String text(String text) {
        String normal = Normal.text(text);
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < normal.length(); ) {
            char character = normal.charAt(i);
            int end = i + 1;
            if (isKanjiNumber(character)) {
                while (end < normal.length() && isKanjiNumber(normal.charAt(end))) {
                    end++;
                }
                plain.append(number(normal.substring(i, end)));
            } else if (isLatin(character)) {
                while (end < normal.length() && isLatin(normal.charAt(end))) {
                    end++;
                }
                String word = normal.substring(i, end);
                plain.append(WORDS.containsKey(word) ? String.valueOf(WORDS.get(word)) : word);
            } else if (Character.isDigit(character)) {
                plain.append(Character.digit(character, 10));
            } else if (Character.isLetter(character) || Character.isSurrogate(character)) {
                plain.append(character);
            }
            i = end;
        }
        return plain.toString();
    }

    private static boolean isLatin(char character) {
        return character >= 'a' && character <= 'z';
    }

    private static boolean isKanjiNumber(char character) {
        return KANJI_DIGITS.indexOf(character) >= 0 || unit(character) > 0 || large(character) > 0;
    }

    private static long unit(char character) {
        return switch (character) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            default -> 0;
        };
    }

    private static long large(char character) {
        return switch (character) {
            case '万' -> 10_000;
            case '億' -> 100_000_000;
            default -> 0;
        };
    }

    /** Returns a number in kanji in Arabic digits: by position, as 二〇二四, or with units, as 二千二十四. */
    private static String number(String kanji) {
        long sum = 0;
        long part = 0;
        long digit = -1;
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < kanji.length(); i++) {
            char character = kanji.charAt(i);
            int value = KANJI_DIGITS.indexOf(character);
            if (value >= 0) {
                digits.append(value);
                digit = value;
            } else if (unit(character) > 0) {
                part += Math.max(1, digit) * unit(character);
                digit = -1;
            } else {
                part += Math.max(0, digit);
                sum += Math.max(part, 1) * large(character);
                part = 0;
                digit = -1;
            }
        }
        boolean isByPosition = digits.length() == kanji.length();
        return isByPosition ? digits.toString() : String.valueOf(sum + part + Math.max(0, digit));
    }
}
