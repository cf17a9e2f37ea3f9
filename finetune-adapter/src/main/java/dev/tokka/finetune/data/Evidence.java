// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;

/**
 * A passage that stands in the prompt of a row.
 *
 * @param document the id of the document that it is of; not blank
 * @param span where it stands there
 * @param text what stands there, or what redaction left of it; not blank
 */
public record Evidence(String document, Span span, String text) {

    /** Checks the above. */
    public Evidence {
        Texts.requireText(document, "document");
        requireNonNull(span, "span");
        Texts.requireText(text, "text");
    }

    /** Returns what a retriever found as evidence of a row. */
    public static Evidence of(Passage passage) {
        return new Evidence(passage.source().document(), passage.source().span(), passage.text());
    }

    /** Returns whether this is of the passage that a row comes from. */
    public boolean overlaps(Provenance row) {
        return row.document().equals(document)
                && row.span().start() < span.end()
                && span.start() < row.span().end();
    }

    /** Returns this as a retriever would give it, with {@code id} and no score. */
    Passage passage(String id) {
        Span shown = new Span(0, text.length()).shift(span.start()); // redacted text is not as long as its span
        return new Passage(id, text, new Source(document, List.of(), shown), 0);
    }
}
