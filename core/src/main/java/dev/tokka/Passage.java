// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * A piece of a document that may serve as evidence.
 *
 * @param id identifies the passage among all that one retriever returns; not blank
 * @param text exactly the characters that stand at the source's span; not blank
 * @param source where the text stands
 * @param score how well the passage fits the query; finite, higher is better, comparable only within one result
 */
public record Passage(String id, String text, Source source, double score) {

    /** Checks the components, and that the text is as long as the span it claims to stand at. */
    public Passage {
        Checks.requireText(id, "id");
        Checks.requireText(text, "text");
        requireNonNull(source, "source");
        if (text.length() != source.span().length()) {
            throw new IllegalArgumentException("text must be as long as its span but has " + text.length()
                    + " characters and the span " + source.span().length() + ", in " + source.document());
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score must be finite but is " + score);
        }
    }
}
