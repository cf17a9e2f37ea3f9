// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.MeanInterval;

/**
 * How prompts that were chosen without a question answer it: the figures to trust.
 *
 * @param start the mean score of the start
 * @param chosen the mean score of what the other folds chose
 * @param gain by how much that is more, question by question
 * @param chance how likely so large a gain is if there is none, from 0 to 1
 * @param complete whether every question was answered; if not, the budget had ended, and the figures say nothing
 */
public record HeldOut(MeanInterval start, MeanInterval chosen, MeanInterval gain, double chance, boolean complete) {

    /** The chance below which a gain counts. */
    private static final double SIGNIFICANT = 0.05;

    /** The budget ended before anything was known. */
    static final HeldOut UNKNOWN = new HeldOut(MeanInterval.NONE, MeanInterval.NONE, MeanInterval.NONE, 1, false);

    /** Checks the ranges above. */
    public HeldOut {
        requireNonNull(start, "start");
        requireNonNull(chosen, "chosen");
        requireNonNull(gain, "gain");
        Checks.requireShare(chance, "chance");
    }

    /** Returns whether choosing is known to improve on the start: a gain with a chance of at most 0.05. */
    public boolean improves() {
        return complete && gain.mean() > 0 && chance <= SIGNIFICANT;
    }
}
