// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/** Where words begin and end in a text in the form that {@link #normal} gives. */
final class Words {

    /** Scripts whose words have no borders, or are followed by others without a space. */
    private static final Set<UnicodeScript> SPACELESS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** The first character of all of these. */
    private static final int FIRST_SPACELESS = 0xE00;

    private static final int LONG_VOWEL = 'ー'; // belongs to no script of its own

    private Words() {}

    /** Returns the text in Unicode's NFKC with single spaces between words and none at its ends; the case is kept. */
    static String normal(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder words = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char next = plain.charAt(i);
            if (!Character.isWhitespace(next) && !Character.isSpaceChar(next)) {
                words.append(next);
            } else if (words.length() > 0 && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        int end = words.length();
        return words.substring(0, end > 0 && words.charAt(end - 1) == ' ' ? end - 1 : end);
    }

    /**
     * Returns the text without punctuation at its ends, but with the sign and the per cent of a number; all of it if it is
     * nothing but punctuation.
     */
    static String bare(String normal) {
        int start = 0;
        int end = normal.length();
        while (start < end && !inWord(normal.codePointAt(start)) && !isNumberStart(normal, start)) {
            start += Character.charCount(normal.codePointAt(start));
        }
        while (end > start && !inWord(normal.codePointBefore(end)) && !isPercent(normal, end)) {
            end -= Character.charCount(normal.codePointBefore(end));
        }
        return start == end ? normal : normal.substring(start, end);
    }

    /** Returns whether no word or number goes on at {@code start}. Where words have no borders, every place is one. */
    static boolean begins(String text, int start) {
        if (start == 0) {
            return true;
        }
        int first = text.codePointAt(start);
        int before = text.codePointBefore(start);
        if (!inWord(first) || spaceless(first) || spaceless(before)) {
            return true;
        }
        int beforeThat = start - Character.charCount(before);
        boolean afterWord = beforeThat > 0 && inWord(text.codePointBefore(beforeThat));
        if (inWord(before) || (joins(before) && afterWord)) {
            return false;
        }
        boolean afterDigit = beforeThat > 0 && Character.isDigit(text.codePointBefore(beforeThat));
        boolean continued = isSign(before) || (isPoint(before) && (afterDigit || !afterWord));
        return !(Character.isDigit(first) && continued);
    }

    /** Returns whether no word or number goes on at {@code end}, as in {@link #begins}. */
    static boolean ends(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        int last = text.codePointBefore(end);
        int next = text.codePointAt(end);
        if (!inWord(last) || spaceless(last) || spaceless(next)) {
            return true;
        }
        int afterNext = end + Character.charCount(next);
        boolean beforeWord = afterNext < text.length() && inWord(text.codePointAt(afterNext));
        if (inWord(next) || (joins(next) && beforeWord)) {
            return false;
        }
        boolean beforeDigit = afterNext < text.length() && Character.isDigit(text.codePointAt(afterNext));
        boolean continued = next == '%' || (isPoint(next) && beforeDigit);
        return !(Character.isDigit(last) && continued);
    }

    private static boolean isNumberStart(String text, int at) {
        return at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1))
                && (isSign(text.charAt(at)) || text.charAt(at) == '.');
    }

    private static boolean isPercent(String text, int end) {
        return end > 1 && text.charAt(end - 1) == '%' && Character.isDigit(text.charAt(end - 2));
    }

    private static boolean inWord(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || character == '_'
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether it joins two words to one, as in "non-positive" and "can't". */
    private static boolean joins(int character) {
        return character == '-' || character == '‐' || character == '\'' || character == '’';
    }

    private static boolean isSign(int character) {
        return character == '-' || character == '+' || character == '−';
    }

    private static boolean isPoint(int character) {
        return character == '.' || character == ',';
    }

    private static boolean spaceless(int character) {
        return character >= FIRST_SPACELESS
                && (character == LONG_VOWEL || SPACELESS.contains(UnicodeScript.of(character)));
    }
}
