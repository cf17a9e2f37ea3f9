// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Span;
import java.util.List;

/**
 * One block of a document, such as a paragraph or a table.
 *
 * @param kind what the block is
 * @param span where it stands in the text of the document; neither starts nor ends with white space
 * @param headings the headings above it, outermost first, as plain text; for a page of a PDF the last is
 *     {@code "page 7"}; empty if there are none
 */
public record Block(Kind kind, Span span, List<String> headings) {

    /** Copies the headings and checks that the span is not empty. */
    public Block {
        requireNonNull(kind, "kind");
        headings = List.copyOf(headings);
        if (span.length() == 0) {
            throw new IllegalArgumentException("a block must not be empty, at " + span);
        }
    }

    /** The kinds of blocks. */
    public enum Kind {
        /** A heading; it is in the {@link Block#headings()} of the blocks below it, not in its own. */
        HEADING,
        /** A paragraph, a quotation, or anything that is none of the other kinds. */
        PARAGRAPH,
        /** A list with all its items and the lists inside it. */
        LIST,
        /** A table, one row on each line. */
        TABLE,
        /** Text whose line breaks matter, such as program code. */
        CODE
    }
}
