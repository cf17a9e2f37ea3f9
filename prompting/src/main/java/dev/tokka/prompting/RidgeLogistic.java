// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with a ridge penalty on columns of deviation 1: the weights w and the bias b that make
 *
 * <pre>{@code
 * sum over rows of (log(1 + exp(z)) - right * z)  +  strength / 2 * |w|²,   z = row · w + b
 * }</pre>
 *
 * <p>least, by Newton's method. The bias is not penalized. {@link StrictMath} makes it the same on every machine.
 */
final class RidgeLogistic {

    private static final int MOST_STEPS = 100;
    private static final double LEAST_CURVATURE = 1e-9;
    private static final double SMALL = 1e-10;

    private final double[][] rows; // standardized, and 1 for the bias
    private final boolean[] right;
    private final double strength;

    private RidgeLogistic(double[][] rows, boolean[] right, double strength) {
        this.rows = rows;
        this.right = right;
        this.strength = strength;
    }

    /**
     * Returns the weights of the columns as they are, and after them the bias. A column that is the same in all rows has
     * weight 0.
     *
     * @param rows at least one, all of one length
     * @param right one for each row
     * @param strength more than 0
     */
    static double[] fit(List<double[]> rows, boolean[] right, double strength) {
        int width = rows.get(0).length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            int column = i;
            double mean = rows.stream().mapToDouble(row -> row[column]).sum() / rows.size();
            double square = rows.stream()
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .sum();
            means[i] = mean;
            deviations[i] = Math.sqrt(square / rows.size());
        }
        double[][] standard =
                rows.stream().map(row -> standard(row, means, deviations)).toArray(double[][]::new);
        double[] weights = new RidgeLogistic(standard, right, strength).descend();
        for (int i = 0; i < width; i++) {
            weights[i] = deviations[i] < SMALL ? 0 : weights[i] / deviations[i];
            weights[width] -= weights[i] * means[i];
        }
        return weights;
    }

    private static double[] standard(double[] row, double[] means, double[] deviations) {
        double[] standard = new double[row.length + 1];
        for (int i = 0; i < row.length; i++) {
            standard[i] = deviations[i] < SMALL ? 0 : (row[i] - means[i]) / deviations[i];
        }
        standard[row.length] = 1;
        return standard;
    }

    /** Returns the score of a row: weights, and after them the bias. */
    static double score(double[] row, double[] weights) {
        double score = weights[row.length];
        for (int i = 0; i < row.length; i++) {
            score += row[i] * weights[i];
        }
        return score;
    }

    /** Returns the logarithmic loss of a score: 0 where it is sure and right. */
    static double loss(double score, boolean right) {
        return StrictMath.max(score, 0)
                + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(score)))
                - (right ? score : 0);
    }

    private double[] descend() {
        double[] at = new double[rows[0].length];
        double height = height(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = direction(at);
            double size = 1;
            double[] next = plus(at, size, direction);
            while (height(next) > height && size > SMALL) {
                size /= 2;
                next = plus(at, size, direction);
            }
            double lower = height(next);
            if (!(lower < height - SMALL)) {
                break;
            }
            at = next;
            height = lower;
        }
        return at;
    }

    private double height(double[] at) {
        double sum = 0;
        for (int i = 0; i < at.length - 1; i++) {
            sum += strength / 2 * at[i] * at[i];
        }
        for (int row = 0; row < rows.length; row++) {
            sum += loss(dot(rows[row], at), right[row]);
        }
        return sum;
    }

    /** Returns minus the gradient divided by the second derivative. */
    private double[] direction(double[] at) {
        int width = at.length;
        double[] downhill = new double[width];
        double[][] curvature = new double[width][width];
        for (int i = 0; i < width; i++) {
            double penalty = i < width - 1 ? strength : LEAST_CURVATURE;
            downhill[i] = i < width - 1 ? -penalty * at[i] : 0;
            curvature[i][i] = penalty;
        }
        for (int row = 0; row < rows.length; row++) {
            double chance = 1 / (1 + StrictMath.exp(-dot(rows[row], at)));
            double miss = (right[row] ? 1 : 0) - chance;
            double steep = chance * (1 - chance);
            for (int i = 0; i < width; i++) {
                downhill[i] += miss * rows[row][i];
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += steep * rows[row][i] * rows[row][j];
                }
            }
        }
        return solve(curvature, downhill);
    }

    /** Returns x with {@code matrix * x = wanted} by Cholesky's decomposition; only the lower half is read, and changed. */
    private static double[] solve(double[][] matrix, double[] wanted) {
        int width = wanted.length;
        double[] x = Arrays.copyOf(wanted, width);
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
            }
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = width - 1; i >= 0; i--) {
            for (int k = i + 1; k < width; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }

    private static double[] plus(double[] vector, double times, double[] other) {
        double[] sum = vector.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * other[i];
        }
        return sum;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
