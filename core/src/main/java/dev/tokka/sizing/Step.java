// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

/**
 * One pass of all sequences through the model.
 *
 * @param seconds how long it takes
 * @param bound what it waits for
 * @param flops the floating point operations
 * @param bytes the bytes that are read
 */
public record Step(double seconds, Bound bound, double flops, double bytes) {

    /** What a step waits for the longest. */
    public enum Bound {
        /** Arithmetic. */
        COMPUTE,
        /** Memory. */
        BANDWIDTH,
        /** What each step takes besides. */
        OVERHEAD
    }

    /** Checks that all is given. */
    public Step {
        requireNonNull(bound, "bound");
    }
}
