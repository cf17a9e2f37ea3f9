// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.text.Normalizer;
import java.util.Locale;

/** See {@link Agreement#wording}. */
record Wording() implements Agreement {

    static final Wording INSTANCE = new Wording();

    private static final int MOST_DIGITS = 9;

    @Override
    public String key(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i = afterMarker(plain, i)) {
            char character = plain.charAt(i);
            boolean space = isSpace(character) || afterMarker(plain, i) > i + 1;
            if (!space) {
                words.append(character);
            } else if (words.length() > 0 && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        int end = words.length();
        // A space before punctuation is what a marker leaves behind: "for 30 days [1]."
        while (end > 0 && isTail(words.charAt(end - 1))) {
            end--;
        }
        return end == 0 ? text : words.substring(0, end);
    }

    /** Returns the index after the marker of a citation that begins at {@code start}; if none does, the next one. */
    private static int afterMarker(String text, int start) {
        if (text.charAt(start) != '[') {
            return start + 1;
        }
        int end = start + 1;
        while (end < text.length() && end - start <= MOST_DIGITS && isDigit(text.charAt(end))) {
            end++;
        }
        boolean marker = end > start + 1 && end < text.length() && text.charAt(end) == ']';
        return marker ? end + 1 : start + 1;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isTail(char character) {
        return character == ' ' || (Character.getType(character) == Character.OTHER_PUNCTUATION && character != '%');
    }

    @Override
    public Description describe() {
        return Description.of("wording");
    }

    @Override
    public String toString() {
        return "wording";
    }
}
