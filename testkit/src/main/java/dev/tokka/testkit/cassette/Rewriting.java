// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A change of texts that also moves what points into them. */
record Rewriting(UnaryOperator<String> change) {

    String of(String text) {
        return change.apply(text);
    }

    /** Returns where {@code span} of {@code text} stands in the changed text. */
    Span span(String text, Span span) {
        int start = offset(text, span.start());
        return new Span(start, Math.max(start, offset(text, span.end())));
    }

    /**
     * Returns the changed text in pieces like these. The text is changed as a whole: a secret that is spread over two
     * pieces is one all the same.
     */
    List<String> pieces(List<String> pieces) {
        String text = String.join("", pieces);
        String changed = of(text);
        if (changed.equals(text)) {
            return pieces;
        }
        List<String> result = new ArrayList<>();
        int end = 0;
        int changedEnd = 0;
        for (String piece : pieces) {
            end += piece.length();
            int next = Math.max(changedEnd, end == text.length() ? changed.length() : offset(text, end));
            if (next > changedEnd) {
                result.add(changed.substring(changedEnd, next));
                changedEnd = next;
            }
        }
        return List.copyOf(result);
    }

    private int offset(String text, int offset) {
        String changed = of(text);
        if (changed.equals(text)) {
            return offset;
        }
        int moved = Math.min(changed.length(), of(text.substring(0, offset)).length());
        boolean withinCharacter = moved > 0
                && moved < changed.length()
                && Character.isHighSurrogate(changed.charAt(moved - 1))
                && Character.isLowSurrogate(changed.charAt(moved));
        return withinCharacter ? moved + 1 : moved;
    }
}
