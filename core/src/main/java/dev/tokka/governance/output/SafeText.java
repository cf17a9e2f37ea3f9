// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import dev.tokka.Span;
import java.util.List;

/**
 * A text in which no link acts that may not.
 *
 * @param pieces the pieces, which joined are the text; none empty
 * @param spaces before which characters of the original text a space was put in, ascending
 */
public record SafeText(List<String> pieces, List<Integer> spaces) {

    /** Copies the lists. */
    public SafeText {
        pieces = List.copyOf(pieces);
        spaces = List.copyOf(spaces);
    }

    /** Returns the whole text. */
    public String text() {
        return String.join("", pieces);
    }

    /** Returns where the characters at {@code original}, a place in the text before the spaces came in, stand now. */
    public Span moved(Span original) {
        int start =
                (int) spaces.stream().filter(space -> space <= original.start()).count();
        int end = (int) spaces.stream().filter(space -> space < original.end()).count();
        return new Span(original.start() + start, Math.max(original.start() + start, original.end() + end));
    }
}
