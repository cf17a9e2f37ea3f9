// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.MeanInterval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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

    /** Returns the figures of scores by question; the seed is that of the resampling. */
    static HeldOut of(Cases cases, Map<Integer, Double> before, Map<Integer, Double> after, long seed) {
        List<double[]> gains = cases.byCluster(differences(before, after));
        // The same chance for each figure, whatever the others are.
        return new HeldOut(
                MeanInterval.bootstrap(cases.byCluster(before), new Random(seed)),
                MeanInterval.bootstrap(cases.byCluster(after), new Random(seed)),
                MeanInterval.bootstrap(gains, new Random(seed)),
                MeanInterval.signFlip(gains, new Random(seed)),
                true);
    }

    static Map<Integer, Double> differences(Map<Integer, Double> before, Map<Integer, Double> after) {
        Map<Integer, Double> differences = new HashMap<>();
        after.forEach((question, score) -> differences.put(question, score - before.getOrDefault(question, 0.0)));
        return differences;
    }

    /** Returns whether choosing is known to improve on the start: a gain with a chance of at most 0.05. */
    public boolean improves() {
        return improvesAsOneOf(1);
    }

    /** Returns whether this is known to improve if it is one of so many that are looked at (Bonferroni). */
    boolean improvesAsOneOf(int looks) {
        return complete && gain.mean() > 0 && chance * looks <= SIGNIFICANT;
    }
}
