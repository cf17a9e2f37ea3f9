// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What makes two texts alike, in any language. */
final class Texts {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    private Texts() {}

    /**
     * Returns the words of a text in lower case with one space between them: compatibility forms are unified (NFKC), and
     * what is no letter, digit, mark, sign of mathematics or money, or part of a number is a space.
     */
    static String words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); ) {
            int character = plain.codePointAt(i);
            int next = i + Character.charCount(character);
            if (isWord(character) || isSign(plain, i)) {
                words.appendCodePoint(character == '\u2212' ? '-' : character);
            } else if (!isSeparatorOfThousands(plain, i)
                    && words.length() > 0
                    && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
            i = next;
        }
        return words.toString().strip();
    }

    /** Returns the {@link #words} without the spaces, so that languages with and without them are alike. */
    static String key(String text) {
        return words(text).replace(" ", "");
    }

    /** Returns the numbers of a text, sorted. */
    static List<String> numbers(String text) {
        return NUMBER.matcher(words(text))
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    /**
     * Returns the runs of {@code n} characters of a key, and of half as many but at least two where a run begins with a
     * character of a script without spaces, since such a character says more. A key that is too short is one run, an
     * empty one none.
     */
    static Set<String> grams(String key, int n) {
        Set<String> grams = new LinkedHashSet<>();
        for (int i = 0; i < key.length(); i++) {
            int end = i + (isUnspaced(key.charAt(i)) ? Math.max(2, n / 2) : n);
            if (end <= key.length()) {
                grams.add(key.substring(i, end));
            }
        }
        if (grams.isEmpty() && !key.isEmpty()) {
            grams.add(key);
        }
        return grams;
    }

    /** Returns the Jaccard index: how much two sets share of what either holds, from 0 to 1; 0 if both are empty. */
    static double jaccard(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        long all = one.size() + other.size() - shared;
        return all == 0 ? 0 : (double) shared / all;
    }

    /** Returns a text in one line. */
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
    }

    /** Returns whether a text holds kana, so that it is Japanese. */
    static boolean isJapanese(String text) {
        return text.codePoints().mapToObj(UnicodeScript::of).anyMatch(Texts::isKana);
    }

    /** Returns whether a script is written without spaces between words. */
    static boolean isUnspaced(int character) {
        UnicodeScript script = UnicodeScript.of(character);
        return isKana(script) || script == UnicodeScript.HAN || (character >= 0x3000 && character <= 0x303F);
    }

    /** Returns the SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. */
    static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isKana(UnicodeScript script) {
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }

    private static boolean isWord(int character) {
        if (Character.isLetterOrDigit(character)) {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL -> true;
            default -> character == '%' || character == '#';
        };
    }

    /** The point in 1.5 and the minus in -5, which change a number. */
    private static boolean isSign(String text, int i) {
        char character = text.charAt(i);
        boolean beforeDigit = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
        return switch (character) {
            case '.' -> beforeDigit && i > 0 && Character.isDigit(text.charAt(i - 1));
            case '-' -> beforeDigit && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            default -> false;
        };
    }

    private static boolean isSeparatorOfThousands(String text, int i) {
        return text.charAt(i) == ','
                && i > 0
                && i + 1 < text.length()
                && Character.isDigit(text.charAt(i - 1))
                && Character.isDigit(text.charAt(i + 1));
    }
}
