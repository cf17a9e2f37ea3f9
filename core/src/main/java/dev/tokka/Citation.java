// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * The evidence behind one sentence of a reply.
 *
 * @param number the {@code n} of the marker {@code [n]} in the reply; at least 1
 * @param claim the sentence of the reply that is supported, without its marker
 * @param source where the supporting words stand
 * @param quote the supporting words, exactly as they stand at the source's span; not blank
 * @param support how much of the claim the quote supports, from 0 (nothing) to 1 (all of it)
 */
public record Citation(int number, Span claim, Source source, String quote, double support) {

    /** Checks the ranges above. */
    public Citation {
        Checks.requireAtLeast(1, number, "number");
        requireNonNull(claim, "claim");
        requireNonNull(source, "source");
        Checks.requireText(quote, "quote");
        if (quote.length() != source.span().length()) {
            throw new IllegalArgumentException("quote must be as long as its span but has " + quote.length()
                    + " characters and the span " + source.span().length() + ", in " + source.document());
        }
        Checks.requireShare(support, "support");
    }
}
