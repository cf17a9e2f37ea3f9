// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Checks;
import java.time.Duration;

/**
 * How much of a hostile or broken file is read before it is refused.
 *
 * @param maxBytes the largest file, in bytes; at least 1
 * @param maxCharacters the longest text of one document, in UTF-16 code units; at least 1
 * @param maxPages the most pages of one PDF; at least 1
 * @param maxTime the longest that reading one document may take, more than zero; it is checked while parsing, so that
 *     reading ends soon after, not exactly then
 */
public record ReadLimits(long maxBytes, int maxCharacters, int maxPages, Duration maxTime) {

    /** 32 MiB, 4 Mi characters, 2,000 pages, 10 seconds. */
    public static final ReadLimits DEFAULT = new ReadLimits(32L << 20, 4 << 20, 2_000, Duration.ofSeconds(10));

    /** Checks the ranges above. */
    public ReadLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1 but is " + maxBytes);
        }
        Checks.requireAtLeast(1, maxCharacters, "maxCharacters");
        Checks.requireAtLeast(1, maxPages, "maxPages");
        if (maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("maxTime must be more than zero but is " + maxTime);
        }
    }
}
