// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;

/** A passage as a store keeps it. */
record StoredPassage(String document, int ordinal, int start, List<String> headings, String text) {

    Passage passage(double score) {
        Source source = new Source(document, headings, new Span(start, start + text.length()));
        return new Passage(document + "#" + ordinal, text, source, score);
    }
}
