// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Agreement of two raters of the same items, such as a judge and people. */
public final class Agreement {

    private Agreement() {}

    /** How far two grades are apart. */
    @FunctionalInterface
    private interface Distance {
        double of(int first, int second);
    }

    /**
     * Returns Cohen's kappa (1960): 1 minus the observed over the expected share of items with unequal grades.
     *
     * @param first one grade, or category, for each item; at least one
     * @param second as many
     * @return at most 1, which is full agreement; 0 is that of chance; 1 if both gave one and the same grade throughout
     */
    public static double kappa(int[] first, int[] second) {
        return kappa(first, second, (a, b) -> a == b ? 0 : 1);
    }

    /** Returns {@link #kappa} of ordered grades, each disagreement weighted by its size (Cohen 1968). */
    public static double linearKappa(int[] first, int[] second) {
        return kappa(first, second, (a, b) -> Math.abs((double) a - b));
    }

    /** Returns {@link #kappa} of ordered grades, each disagreement weighted by the square of its size (Cohen 1968). */
    public static double quadraticKappa(int[] first, int[] second) {
        return kappa(first, second, (a, b) -> ((double) a - b) * ((double) a - b));
    }

    /**
     * Returns Kendall's tau-b (1945): how much more often two items are in the same order for both raters than in the
     * opposite one, corrected for ties. Takes time that grows as the square of the number of items.
     *
     * @param first one score for each item; all finite, at least one
     * @param second as many
     * @return from -1 to 1; 0 if one of the raters gave one score throughout
     */
    public static double tauB(double[] first, double[] second) {
        Require.values(first, 1, "first");
        Require.values(second, 1, "second");
        Require.sameLength(first.length, second.length, "scores of the second rater");
        long balance = 0;
        long firstDiffers = 0;
        long secondDiffers = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < i; j++) {
                int a = order(first[i], first[j]);
                int b = order(second[i], second[j]);
                balance += a * (long) b;
                firstDiffers += Math.abs(a);
                secondDiffers += Math.abs(b);
            }
        }
        boolean constant = firstDiffers == 0 || secondDiffers == 0;
        return constant ? 0 : balance / Math.sqrt((double) firstDiffers * secondDiffers);
    }

    private static int order(double a, double b) {
        return a > b ? 1 : a < b ? -1 : 0;
    }

    private static double kappa(int[] first, int[] second, Distance distance) {
        Require.atLeast(1, first.length, "the number of items");
        Require.sameLength(first.length, second.length, "grades of the second rater");
        double observed = 0;
        for (int i = 0; i < first.length; i++) {
            observed += distance.of(first[i], second[i]);
        }
        double expected = 0;
        Map<Integer, Long> others = counts(second);
        for (Map.Entry<Integer, Long> one : counts(first).entrySet()) {
            for (Map.Entry<Integer, Long> other : others.entrySet()) {
                expected += distance.of(one.getKey(), other.getKey()) * one.getValue() * other.getValue();
            }
        }
        return expected == 0 ? 1 : 1 - observed * first.length / expected;
    }

    /** Sorted, so that sums are always made in the same order. */
    private static Map<Integer, Long> counts(int[] grades) {
        return Arrays.stream(grades)
                .boxed()
                .collect(Collectors.groupingBy(grade -> grade, TreeMap::new, Collectors.counting()));
    }
}
