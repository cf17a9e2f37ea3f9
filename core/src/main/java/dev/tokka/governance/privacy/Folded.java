// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

/**
 * A text in which ways to write one character are one character, of the same length as the text, so that places in the one
 * are places in the other.
 */
final class Folded {

    private Folded() {}

    /** Returns {@code text} with ASCII digits, letters, hyphens and spaces for those of other widths and scripts. */
    static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            folded.append(fold(text.charAt(at)));
        }
        return folded.toString();
    }

    private static char fold(char c) {
        if (c < 0x80) {
            return Character.isWhitespace(c) ? ' ' : c;
        }
        int digit = Character.digit(c, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        if (c >= '\uFF01' && c <= '\uFF5E') { // full width
            return (char) (c - '\uFF01' + '!');
        }
        return switch (c) {
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u30FC', '\uFE63', '\uFF70' ->
                '-';
            case '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD' ->
                ' '; // invisible ones do not hide a number
            default -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c;
        };
    }
}
