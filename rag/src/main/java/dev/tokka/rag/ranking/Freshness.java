// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How much the age of a document counts.
 *
 * <pre>{@code
 * score = (1 - share) * relevance + share * 2^(-age / halfLife)
 * }</pre>
 *
 * <p>The relevance is the score before, scaled so that the best passage has 1 and the last one 0. A document without a
 * date counts as infinitely old, one from the future as new.
 *
 * @param dates when documents were written
 * @param halfLife after which half of the freshness is gone; positive
 * @param share of the freshness, from 0 (none) to 1 (the newest first, whatever it says)
 * @param clock tells the time of the query, with which the ranking changes
 */
public record Freshness(DocumentDates dates, Duration halfLife, double share, InstantSource clock) {

    /** Checks the ranges above. */
    public Freshness {
        requireNonNull(dates, "dates");
        requireNonNull(clock, "clock");
        Checks.requireShare(share, "share");
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("halfLife must be positive but is " + halfLife);
        }
    }
}
