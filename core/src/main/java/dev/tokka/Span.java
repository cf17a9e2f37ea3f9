// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * A half-open range of characters in some text.
 *
 * @param start index of the first character, in UTF-16 code units as in {@link String}; at least 0
 * @param end index after the last character; at least {@code start}
 */
public record Span(int start, int end) {

    /** Checks the ranges above. */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "span must satisfy 0 <= start <= end but is [" + start + ", " + end + ")");
        }
    }

    /** Returns the number of characters, in UTF-16 code units. */
    public int length() {
        return end - start;
    }

    /** Returns this span moved by {@code offset} characters, as from a part of a text to the whole. */
    public Span shift(int offset) {
        return new Span(start + offset, end + offset);
    }

    /**
     * Returns the characters of {@code text} in this span.
     *
     * @throws IndexOutOfBoundsException if {@code text} ends before this span does
     */
    public String of(String text) {
        return requireNonNull(text, "text").substring(start, end);
    }
}
