// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;

/** Passages to test with. */
final class Passages {

    /** Where passages begin in their documents, so that an offset within a passage is not one within the document. */
    static final int START = 100;

    private Passages() {}

    /** Returns a passage of {@code text}, the better the longer, under {@code headings}. */
    static Passage passage(String text, String... headings) {
        Span span = new Span(START, START + text.length());
        return new Passage("id-" + text.length(), text, new Source("fees.md", List.of(headings), span), text.length());
    }
}
