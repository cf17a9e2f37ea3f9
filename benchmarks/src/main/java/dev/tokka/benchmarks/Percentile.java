// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Arrays;

/** What many measurements lie below, which a few slow ones do not move. */
final class Percentile {

    private Percentile() {}

    /** Returns the median of {@code values}, at least one: of an even number of them the mean of the middle two. */
    static double median(double[] values) {
        double[] sorted = sorted(values);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the least of {@code values}, at least one, that 95 % of them do not exceed. */
    static double p95(double[] values) {
        double[] sorted = sorted(values);
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
