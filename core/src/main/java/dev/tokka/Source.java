// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A place in a document.
 *
 * @param document identifies the document, such as its path relative to the ingested folder; not blank
 * @param headings the headings above the place, outermost first; empty if there are none
 * @param span where in the document's text the place is
 */
public record Source(String document, List<String> headings, Span span) {

    /** Checks and copies the components. */
    public Source {
        Checks.requireText(document, "document");
        headings = List.copyOf(headings);
        requireNonNull(span, "span");
    }

    /** Returns the document and its headings as people read them, such as {@code "fees.md > Transfers > Abroad"}. */
    public String label() {
        return headings.isEmpty() ? document : document + " > " + String.join(" > ", headings);
    }
}
