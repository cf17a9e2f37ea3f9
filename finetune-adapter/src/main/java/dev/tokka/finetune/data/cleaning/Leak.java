// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;

/**
 * That a text holds a text of a benchmark.
 *
 * @param benchmark the number of the benchmark's text, from 0, in the order in which they were given
 * @param score how much of it is there, from 0 to 1, or how close it is in meaning, from -1 to 1
 * @param evidence how it was found
 */
public record Leak(int benchmark, double score, Evidence evidence) {

    /** How a leak was found. */
    public enum Evidence {
        /** By equal runs of characters. */
        OVERLAP,
        /** By vectors of close meaning. */
        MEANING
    }

    /** Checks the number. */
    public Leak {
        if (benchmark < 0) {
            throw new IllegalArgumentException("benchmark must be at least 0 but is " + benchmark);
        }
        requireNonNull(evidence, "evidence");
    }
}
