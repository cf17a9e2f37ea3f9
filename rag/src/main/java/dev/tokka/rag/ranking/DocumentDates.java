// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Description;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Says when documents were written, or from when they hold. Safe for use by many threads. */
@FunctionalInterface
public interface DocumentDates {

    /** Returns the date of the document with the id {@code document}, or empty if it is not known. */
    Optional<Instant> of(String document);

    /** Returns where the dates come from; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns the dates in {@code dates}, by the id of the document. */
    static DocumentDates of(Map<String, Instant> dates) {
        return new KnownDates(dates);
    }
}
