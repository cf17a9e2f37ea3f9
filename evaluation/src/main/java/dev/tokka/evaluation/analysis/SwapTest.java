// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Tests of the hypothesis that two models are equally good: then swapping their answers to any group of cases changes
 * nothing but the sign of the difference (Fisher 1935; Noreen 1989 for statistics of the whole, such as F1).
 */
final class SwapTest {

    /** Up to so many groups whose swap changes something, all swaps are tried. */
    private static final int MOST_TO_ENUMERATE = 14;

    private SwapTest() {}

    /**
     * Returns the two-sided p-value of McNemar's exact test.
     *
     * @param onlyFirst how many cases the first model alone has right
     * @param onlySecond how many the second alone has right
     */
    static double mcNemar(int onlyFirst, int onlySecond) {
        int differing = onlyFirst + onlySecond;
        if (differing == 0) {
            return 1;
        }
        BinomialDistribution fair = BinomialDistribution.of(differing, 0.5);
        return Math.min(1, 2 * fair.cumulativeProbability(Math.min(onlyFirst, onlySecond)));
    }

    /**
     * Returns the two-sided p-value of a difference.
     *
     * @param difference of the two models where the answers of these groups are swapped; {@code true} means swapped.
     *     The array is used again after the call
     * @param movable for each group whether swapping it changes anything
     * @param draws how often swaps are drawn if not all are tried
     */
    static double pValue(
            ToDoubleFunction<boolean[]> difference, boolean[] movable, int draws, SplittableRandom random) {
        int[] groups = positions(movable);
        boolean[] swapped = new boolean[movable.length];
        double observed = Math.abs(difference.applyAsDouble(swapped));
        double least = observed - 1e-12 * Math.max(1, observed); // equal differences are as extreme, rounding aside
        if (groups.length <= MOST_TO_ENUMERATE) {
            int hits = 0;
            int all = 1 << groups.length;
            for (int swaps = 0; swaps < all; swaps++) {
                for (int i = 0; i < groups.length; i++) {
                    swapped[groups[i]] = (swaps >> i & 1) == 1;
                }
                hits += Math.abs(difference.applyAsDouble(swapped)) >= least ? 1 : 0;
            }
            return hits / (double) all;
        }
        int hits = 1; // what was seen is one of the possible swaps (Phipson and Smyth 2010)
        for (int draw = 0; draw < draws; draw++) {
            for (int group : groups) {
                swapped[group] = random.nextBoolean();
            }
            hits += Math.abs(difference.applyAsDouble(swapped)) >= least ? 1 : 0;
        }
        return hits / (double) (draws + 1);
    }

    private static int[] positions(boolean[] flags) {
        int count = 0;
        int[] positions = new int[flags.length];
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                positions[count++] = i;
            }
        }
        return Arrays.copyOf(positions, count);
    }
}
