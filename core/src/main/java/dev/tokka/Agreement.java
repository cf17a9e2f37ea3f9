// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * Says which replies are the same vote: those with equal keys, see {@link Voting}.
 *
 * <p>Safe for use by many threads, and the same text always has the same key. For sums, a key may be the last number of
 * the text; for labels, {@link #wording} will do.
 */
@FunctionalInterface
public interface Agreement {

    /** Returns what of {@code text}, that of a reply, is compared. */
    String key(String text);

    /** Returns what this agreement is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the agreement in wording: replies are the same that differ only in compatible forms of characters
     * (Unicode's NFKC), case, white space, markers of citations such as {@code [2]}, and punctuation at the end. A text
     * of nothing but these is compared as it is.
     */
    static Agreement wording() {
        return Wording.INSTANCE;
    }
}
