// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * What a retriever is asked to find.
 *
 * @param text what to look for; not blank
 * @param limit the most passages to return; at least 1
 * @param attributes those of the question behind the query, with its deadline and caller
 */
public record Query(String text, int limit, Attributes attributes) {

    /** Checks the ranges above. */
    public Query {
        Checks.requireText(text, "text");
        Checks.requireAtLeast(1, limit, "limit");
        requireNonNull(attributes, "attributes");
    }

    /** Returns a query for up to {@code limit} passages about {@code text}, without attributes. */
    public static Query of(String text, int limit) {
        return new Query(text, limit, Attributes.NONE);
    }

    /**
     * Ends a retrieval that has become useless, as {@link Deadline#check} says.
     *
     * @throws ModelUnavailableException if the calling thread is interrupted or the deadline has passed
     */
    public void checkpoint(String where) {
        Deadline.check(attributes, where);
    }
}
