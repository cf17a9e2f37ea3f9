// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import java.util.Arrays;
import java.util.SortedMap;

/** A vector of which only what is not 0 is kept. */
final class FeatureVector {

    private final int[] columns; // ascending
    private final double[] values;

    private FeatureVector(int[] columns, double[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** Returns a vector of these values by their columns. */
    static FeatureVector of(SortedMap<Integer, Double> entries) {
        return new FeatureVector(
                entries.keySet().stream().mapToInt(Integer::intValue).toArray(),
                entries.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns a vector of one number. */
    static FeatureVector of(double only) {
        return new FeatureVector(new int[] {0}, new double[] {only});
    }

    /** Returns the columns that are kept, ascending. */
    int[] columns() {
        return columns.clone();
    }

    /** Returns this vector with other columns: each becomes its position in {@code used}, which is ascending. */
    FeatureVector renumbered(int[] used) {
        return new FeatureVector(
                Arrays.stream(columns)
                        .map(column -> Arrays.binarySearch(used, column))
                        .toArray(),
                values);
    }

    /** Returns the sum of the values, each times the weight of its column. */
    double dot(double[] weights) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += values[i] * weights[columns[i]];
        }
        return sum;
    }

    /** Adds this vector, {@code times} as long, to {@code sums}. */
    void addTo(double[] sums, double times) {
        for (int i = 0; i < columns.length; i++) {
            sums[columns[i]] += times * values[i];
        }
    }
}
