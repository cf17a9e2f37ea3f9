// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;

/** Helps with spans of a text. */
final class Spans {

    private Spans() {}

    /**
     * Returns the characters from {@code start} to {@code end} less the white space around them; empty if that is all.
     */
    static Span trimmed(String text, int start, int end) {
        int first = start;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        int last = end;
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return new Span(first, last);
    }
}
