// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

/**
 * Writes a letter over the first character of lines that cannot start a Markdown block.
 *
 * <p>The parser does not look for a block start behind a letter. Behind other characters it does, in a time that grows
 * with the paragraph so far, which would make large tables slow. Only the structure of the masked text is used, and its
 * positions are those of the original.
 */
final class LineMask {

    private static final String NEUTRAL = "|!$%,./:;@^{}\\";

    private LineMask() {}

    static String mask(String text) {
        char[] masked = text.toCharArray();
        boolean atStart = true;
        for (int i = 0; i < masked.length; i++) {
            char c = masked[i];
            if (c == '\n' || c == '\r') {
                atStart = true;
            } else if (atStart && c != ' ' && c != '\t') {
                atStart = false;
                if (isNeutral(text, i)) {
                    masked[i] = 'x';
                }
            }
        }
        return new String(masked);
    }

    private static boolean isNeutral(String text, int i) {
        char c = text.charAt(i);
        if (c == '-' || c == '*' || c == '+') {
            return i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
        }
        return c > 0x7F || NEUTRAL.indexOf(c) >= 0 || (isDigit(c) && !isListMark(text, i));
    }

    private static boolean isListMark(String text, int start) {
        int i = start;
        while (i < text.length() && isDigit(text.charAt(i)) && i - start < 9) { // as many as CommonMark allows
            i++;
        }
        return i < text.length() && (text.charAt(i) == '.' || text.charAt(i) == ')');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
