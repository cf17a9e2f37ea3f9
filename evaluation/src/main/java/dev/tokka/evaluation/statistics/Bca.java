// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Arrays;

/** The bias-corrected and accelerated interval of Efron, Better Bootstrap Confidence Intervals, 1987. */
final class Bca {

    private Bca() {}

    /** Returns the statistic without one unit, for each unit. */
    static double[] jackknife(Terms terms, Clusters units) {
        int rows = units.count();
        double[] columns = new double[terms.width() * rows];
        terms.sumInto(columns, 0, units);
        double[] totals = new double[terms.width()];
        for (int column = 0; column < totals.length; column++) {
            totals[column] =
                    Arrays.stream(columns, column * rows, (column + 1) * rows).sum();
        }
        int[] sizes = units.sizes();
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            double[] sums = totals.clone();
            for (int column = 0; column < sums.length; column++) {
                sums[column] -= columns[column * rows + row];
            }
            values[row] = terms.of(sums, terms.cases() - sizes[row]);
        }
        return values;
    }

    /** Returns the interval from the statistic of each resample and without each unit. */
    static Interval interval(double estimate, double[] values, double[] jackknife, double level) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        long below = Arrays.stream(sorted).filter(value -> value < estimate).count();
        long ties = Arrays.stream(sorted).filter(value -> value == estimate).count();
        double bias = Quantiles.normal((below + ties / 2.0) / sorted.length);
        if (!Double.isFinite(bias)) {
            return Interval.percentile(estimate, values, level);
        }
        double acceleration = acceleration(jackknife);
        double tail = Quantiles.twoSidedNormal(level);
        return new Interval(
                estimate,
                Quantiles.ofSorted(sorted, probability(bias, acceleration, -tail)),
                Quantiles.ofSorted(sorted, probability(bias, acceleration, tail)),
                level);
    }

    private static double probability(double bias, double acceleration, double tail) {
        double shifted = bias + tail;
        return Quantiles.normalProbability(bias + shifted / (1 - acceleration * shifted));
    }

    private static double acceleration(double[] jackknife) {
        double mean = Arrays.stream(jackknife).average().orElseThrow();
        double squares = 0;
        double cubes = 0;
        for (double value : jackknife) {
            double influence = mean - value;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }
}
