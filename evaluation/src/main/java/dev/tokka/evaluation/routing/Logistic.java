// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import java.util.List;

/**
 * Logistic regression with a ridge penalty: the weights w and the bias b that make
 *
 * <pre>{@code
 * sum over rows of (log(1 + exp(z)) - target * z)  +  strength / 2 * |w|²,   z = row · w + b
 * }</pre>
 *
 * <p>least. The bias is not penalized. The penalty makes the problem strictly convex, so there is one solution, whatever
 * the start; it is found by Newton's method with conjugate gradients, without any random number. {@link StrictMath} makes
 * it the same on every machine.
 *
 * @see <a href="https://www.csie.ntu.edu.tw/~cjlin/papers/logistic.pdf">Lin, Weng and Keerthi, Trust Region Newton Method
 *     for Large-Scale Logistic Regression (2008)</a>, whose steps inside are these
 */
final class Logistic {

    private static final int MOST_STEPS = 200;
    private static final double SMALL = 1e-9; // of the gradient, for each row

    private final List<FeatureVector> rows;
    private final double[] targets;
    private final double strength;

    private Logistic(List<FeatureVector> rows, double[] targets, double strength) {
        this.rows = rows;
        this.targets = targets;
        this.strength = strength;
    }

    /**
     * Returns the weights, and after them the bias.
     *
     * @param targets one for each row, strictly between 0 and 1, so that the bias is finite
     * @param strength of the penalty, more than 0
     * @param start where to begin: a weight for each column, and the bias; not changed
     */
    static double[] fit(List<FeatureVector> rows, double[] targets, double strength, double[] start) {
        return new Logistic(rows, targets, strength).descend(start);
    }

    /** Returns the probability of a score. */
    static double chance(double score) {
        return 1 / (1 + StrictMath.exp(-score));
    }

    /** Returns the score of a probability strictly between 0 and 1. */
    static double score(double chance) {
        return StrictMath.log(chance / (1 - chance));
    }

    /** Returns the logarithmic loss of a score: 0 where it is sure and right. */
    static double loss(double score, double target) {
        return StrictMath.max(score, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(score))) - target * score;
    }

    private double[] descend(double[] start) {
        double[] at = start.clone();
        double height = height(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] chances = chances(at);
            double[] gradient = gradient(at, chances);
            if (Math.sqrt(dot(gradient, gradient)) <= SMALL * rows.size()) {
                break;
            }
            double[] direction = direction(gradient, chances);
            double slope = dot(gradient, direction);
            double size = 1;
            double[] next = plus(at, size, direction);
            double nextHeight = height(next);
            while (nextHeight > height + 1e-4 * size * slope + 1e-13 * height && size > 1e-9) {
                size /= 2;
                next = plus(at, size, direction);
                nextHeight = height(next);
            }
            at = next;
            height = nextHeight;
        }
        return at;
    }

    /** Returns minus the gradient divided by the second derivative, by conjugate gradients. */
    private double[] direction(double[] gradient, double[] chances) {
        double[] direction = new double[gradient.length];
        double[] residual = plus(direction, -1, gradient);
        double[] search = residual.clone();
        double square = dot(residual, residual);
        double enough = square * Math.min(0.01, Math.sqrt(square));
        for (int step = 0; step < MOST_STEPS && square > enough; step++) {
            double[] curved = curvature(search, chances);
            double length = square / dot(search, curved);
            add(direction, length, search);
            add(residual, -length, curved);
            double next = dot(residual, residual);
            double ratio = next / square;
            for (int i = 0; i < search.length; i++) {
                search[i] = residual[i] + ratio * search[i];
            }
            square = next;
        }
        return direction;
    }

    private double height(double[] at) {
        double bias = at[at.length - 1];
        double sum = strength / 2 * (dot(at, at) - bias * bias);
        for (int i = 0; i < targets.length; i++) {
            sum += loss(rows.get(i).dot(at) + bias, targets[i]);
        }
        return sum;
    }

    private double[] chances(double[] at) {
        double[] chances = new double[targets.length];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = chance(rows.get(i).dot(at) + at[at.length - 1]);
        }
        return chances;
    }

    private double[] gradient(double[] at, double[] chances) {
        double[] gradient = penalty(at);
        for (int i = 0; i < chances.length; i++) {
            addRow(gradient, i, chances[i] - targets[i]);
        }
        return gradient;
    }

    /** Returns the second derivative times {@code vector}. */
    private double[] curvature(double[] vector, double[] chances) {
        double[] curved = penalty(vector);
        for (int i = 0; i < chances.length; i++) {
            double along = rows.get(i).dot(vector) + vector[vector.length - 1];
            addRow(curved, i, chances[i] * (1 - chances[i]) * along);
        }
        return curved;
    }

    private double[] penalty(double[] vector) {
        double[] penalty = new double[vector.length];
        for (int i = 0; i < vector.length - 1; i++) {
            penalty[i] = strength * vector[i];
        }
        return penalty;
    }

    private void addRow(double[] sums, int row, double times) {
        rows.get(row).addTo(sums, times);
        sums[sums.length - 1] += times;
    }

    private static double[] plus(double[] vector, double times, double[] other) {
        double[] sum = vector.clone();
        add(sum, times, other);
        return sum;
    }

    private static void add(double[] vector, double times, double[] other) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] += times * other[i];
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
