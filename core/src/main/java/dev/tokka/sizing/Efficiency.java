// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;
import java.time.Duration;

/**
 * How far a runtime gets with a device.
 *
 * @param compute which share of the peak it reaches when it calculates; above 0, at most 1
 * @param bandwidth which share of the bandwidth it reaches when it reads weights; above 0, at most 1
 * @param perStep what each pass through the model takes besides: starting the operators, choosing a token; not negative
 */
public record Efficiency(double compute, double bandwidth, Duration perStep) {

    /** What no runtime is better than: the device at its best, and no time lost. */
    public static final Efficiency BOUND = new Efficiency(1, 1, Duration.ZERO);

    /**
     * A convention for planning where nothing was measured: half of the peak, 0.6 of the bandwidth and nothing besides.
     * Measure yours and say it here.
     */
    public static final Efficiency PLANNING = new Efficiency(0.5, 0.6, Duration.ZERO);

    /** Checks the ranges above. */
    public Efficiency {
        requireShare(compute, "compute");
        requireShare(bandwidth, "bandwidth");
        if (perStep.isNegative()) {
            throw new IllegalArgumentException("perStep must not be negative but is " + perStep);
        }
    }

    private static void requireShare(double share, String name) {
        if (Checks.requireShare(share, name) == 0) {
            throw new IllegalArgumentException(name + " must be above 0");
        }
    }
}
