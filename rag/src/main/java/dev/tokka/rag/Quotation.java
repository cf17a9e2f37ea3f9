// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in the form in which replies quote it.
 *
 * <p>It is one line: a run of white space is one space, or nothing where it breaks a line between two East Asian wide
 * characters, since Japanese has no spaces. And nothing in it reads as a citation: {@code [3]} has become {@code (3)}.
 */
final class Quotation {

    // Between two letters or digits, or inside a number: "5 days" does not stand in "15 days" or "1.5 days".
    private static final String NOT_IN_A_WORD = "(?!(?<=[\\p{IsLatin}\\p{Nd}])(?=[\\p{IsLatin}\\p{Nd}]))"
            + "(?!(?<=\\p{Nd}[.,])(?=\\p{Nd}))(?!(?<=\\p{Nd})(?=[.,]\\p{Nd}))";

    private final String text;
    private final int[] origins; // where each character of the text stands in the source

    private Quotation(String text, int[] origins) {
        this.text = text;
        this.origins = origins;
    }

    /** Returns {@code source} as it is quoted. */
    static Quotation of(String source) {
        StringBuilder line = new StringBuilder();
        int[] origins = new int[source.length()];
        for (int i = 0; i < source.length(); ) {
            int end = endOfSpace(source, i);
            String piece = end == i ? source.substring(i, i + 1) : space(source, i, end);
            if (!piece.isEmpty()) {
                origins[line.length()] = i;
                line.append(piece);
            }
            i = Math.max(end, i + 1);
        }
        return new Quotation(CitedText.withoutMarkers(line.toString()), origins);
    }

    /** Returns the text in its quoted form. */
    String text() {
        return text;
    }

    /** Returns where in the source the words of {@code other} first stand, as whole words; empty if they do not. */
    Optional<Span> find(Quotation other) {
        Matcher matcher = Pattern.compile(NOT_IN_A_WORD + Pattern.quote(other.text) + NOT_IN_A_WORD)
                .matcher(text);
        return matcher.find()
                ? Optional.of(new Span(origins[matcher.start()], origins[matcher.end() - 1] + 1))
                : Optional.empty();
    }

    private static int endOfSpace(String source, int start) {
        int end = start;
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String space(String source, int start, int end) {
        boolean breaksLine = source.substring(start, end).indexOf('\n') >= 0;
        return breaksLine && isWide(source, start - 1) && isWide(source, end) ? "" : " ";
    }

    private static boolean isWide(String source, int i) {
        if (i < 0 || i >= source.length()) {
            return false;
        }
        char c = source.charAt(i);
        return (c >= '\u2E80' && c <= '\u9FFF') || (c >= '\uFF00' && c <= '\uFFEF');
    }
}
