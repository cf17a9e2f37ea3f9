// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Span;
import java.util.List;

/**
 * A part of a document that is indexed, found and cited as one.
 *
 * @param span where it stands in the text of the document
 * @param headings the headings above it, outermost first, as in {@link Block#headings()}; for a later part of a table that was
 *     cut, the row of the table that names its columns comes after them
 */
public record Chunk(Span span, List<String> headings) {

    /** Copies the headings. */
    public Chunk {
        requireNonNull(span, "span");
        headings = List.copyOf(headings);
    }
}
