// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import dev.tokka.Span;
import java.util.Arrays;
import java.util.Optional;

/** Finds quotes, whose white space is often not that of the document. */
final class Quotes {

    private Quotes() {}

    /**
     * Returns where {@code quote} first stands in {@code text}, character by character, except that any white space
     * equals one space, and nothing beside a character of a script that has no spaces between words.
     */
    static Optional<Span> find(String text, String quote) {
        Squeezed where = Squeezed.of(text);
        Squeezed what = Squeezed.of(quote);
        int at = what.text().isEmpty() ? -1 : where.text().indexOf(what.text());
        if (at < 0) {
            return Optional.empty();
        }
        int last = at + what.text().length() - 1;
        return Optional.of(new Span(where.places()[at], where.places()[last] + 1));
    }

    /** A text with its white space normalised, and where each of its characters stood. */
    @SuppressWarnings("ArrayRecordComponent") // never compared and never leaves this class
    private record Squeezed(String text, int[] places) {

        static Squeezed of(String text) {
            StringBuilder squeezed = new StringBuilder(text.length());
            int[] places = new int[text.length()];
            int space = -1;
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
                    space = space < 0 ? i : space;
                    continue;
                }
                if (space > 0 && squeezed.length() > 0 && !joins(squeezed, text.codePointAt(i))) {
                    places[squeezed.length()] = space;
                    squeezed.append(' ');
                }
                space = -1;
                places[squeezed.length()] = i;
                squeezed.append(character);
            }
            return new Squeezed(squeezed.toString(), Arrays.copyOf(places, squeezed.length()));
        }

        private static boolean joins(StringBuilder before, int after) {
            return Texts.isUnspaced(before.codePointBefore(before.length())) || Texts.isUnspaced(after);
        }
    }
}
