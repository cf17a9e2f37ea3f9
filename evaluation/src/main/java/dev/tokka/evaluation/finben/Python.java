// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.ArrayList;
import java.util.List;

/** What the published scorer does to texts, as Python does it. */
final class Python {

    private static final int NEXT_LINE = 0x85;

    private Python() {}

    /** Whether {@code str.isspace} says so. */
    static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == NEXT_LINE;
    }

    /** Returns {@code text.strip()}. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns {@code text.split()}. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** Returns {@code text.split("\n")}. */
    static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /** Returns {@code len(text)}: characters, not units of UTF-16. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
