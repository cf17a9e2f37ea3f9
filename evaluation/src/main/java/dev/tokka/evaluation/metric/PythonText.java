// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts as Python takes them apart, for scorers that were published in it. Its white space is that of Java's
 * {@link Character#isWhitespace(int)} and {@link Character#isSpaceChar(int)}, and the control character U+0085.
 *
 * @see <a href="https://docs.python.org/3/library/stdtypes.html#str.isspace">str.isspace</a>
 */
public final class PythonText {

    private static final int NEXT_LINE = 0x85;

    private PythonText() {}

    /** Returns whether Python's {@code str.isspace} holds for this character. */
    public static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == NEXT_LINE;
    }

    /** Returns {@code text.strip()}. */
    public static String strip(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return stripLeading(text.substring(0, end));
    }

    /** Returns {@code text.lstrip()}. */
    public static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    /** Returns {@code text.split()}: the words between white space. */
    public static List<String> words(String text) {
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
}
