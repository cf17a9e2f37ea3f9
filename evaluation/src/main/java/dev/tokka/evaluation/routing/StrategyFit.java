// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import java.util.Arrays;
import java.util.List;

/**
 * Learns from what features one strategy is right, and how sure one may be of it.
 *
 * <ol>
 *   <li>The strength of the penalty is the one with the least loss on folds left out; that the features tell nothing is
 *       among the choices.
 *   <li>The scores of the folds left out are scaled so that they say how often the strategy is right (Platt 1999). If they
 *       say nothing, or the contrary, the features are given up too.
 *   <li>The weights are those of all questions, with that strength and that scale.
 * </ol>
 *
 * <p>What is learned is not "right" and "wrong" but nearly so: Platt's targets, which keep everything finite where a
 * strategy is always right.
 *
 * @see <a href="https://www.cs.cornell.edu/courses/cs678/2007sp/platt.pdf">Platt, Probabilistic Outputs for Support Vector
 *     Machines (1999)</a>
 */
final class StrategyFit {

    private static final double[] STRENGTHS = {10, 3, 1, 0.3, 0.1};
    private static final double LEAST_GAIN = 1e-6; // of the loss, for each question: less is rounding
    private static final double SCALE_STRENGTH = 0.1;

    private final List<FeatureVector> rows;
    private final double[] right;
    private final int[] folds;
    private final int width;

    private StrategyFit(List<FeatureVector> rows, double[] right, int[] folds, int width) {
        this.rows = rows;
        this.right = right;
        this.folds = folds;
        this.width = width;
    }

    /**
     * Returns the weights, and after them the bias.
     *
     * @param rows of columns below {@code width}
     * @param right for each row the share of right answers, from 0 to 1
     * @param folds of the rows
     */
    static double[] fit(List<FeatureVector> rows, double[] right, int[] folds, int width) {
        return new StrategyFit(rows, right, folds, width).fit();
    }

    private double[] fit() {
        double[][] heldOut = heldOut();
        int best = 0;
        for (int i = 1; i < heldOut.length; i++) {
            best = loss(heldOut[i]) < loss(heldOut[best]) - LEAST_GAIN * right.length ? i : best;
        }
        if (best == 0) {
            return constant();
        }
        double[] scores = heldOut[best];
        double mean = Arrays.stream(scores).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElse(0));
        if (deviation < LEAST_GAIN) {
            return constant();
        }
        List<FeatureVector> standard = Arrays.stream(scores)
                .mapToObj(score -> FeatureVector.of((score - mean) / deviation))
                .toList();
        double[] scale = Logistic.fit(standard, targets(right), SCALE_STRENGTH, new double[2]);
        if (scale[0] <= 0) {
            return constant();
        }
        double[] weights = Logistic.fit(rows, targets(right), STRENGTHS[best - 1], new double[width + 1]);
        weights[width] -= mean;
        for (int i = 0; i <= width; i++) {
            weights[i] *= scale[0] / deviation;
        }
        weights[width] += scale[1];
        return weights;
    }

    private double[] constant() {
        double[] weights = new double[width + 1];
        weights[width] = constant(right);
        return weights;
    }

    private static double constant(double[] right) {
        return Logistic.score(Arrays.stream(targets(right)).average().orElseThrow());
    }

    /** The scores of each question by what was learned without its fold: first without features, then by strength. */
    private double[][] heldOut() {
        double[][] scores = new double[STRENGTHS.length + 1][right.length];
        for (int fold = 0; fold <= Arrays.stream(folds).max().orElse(0); fold++) {
            List<Integer> inside = Folds.cases(folds, fold, true);
            List<Integer> outside = Folds.cases(folds, fold, false);
            List<FeatureVector> seen = outside.stream().map(rows::get).toList();
            double[] known = outside.stream().mapToDouble(i -> right[i]).toArray();
            double[] weights = new double[width + 1];
            weights[width] = constant(known);
            for (int i = 0; i < scores.length; i++) {
                if (i > 0) {
                    weights = Logistic.fit(seen, targets(known), STRENGTHS[i - 1], weights);
                }
                for (int row : inside) {
                    scores[i][row] = rows.get(row).dot(weights) + weights[width];
                }
            }
        }
        return scores;
    }

    private double loss(double[] scores) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += Logistic.loss(scores[i], right[i]);
        }
        return sum;
    }

    private static double[] targets(double[] right) {
        double some = Arrays.stream(right).sum();
        double rightTarget = (some + 1) / (some + 2);
        double wrongTarget = 1 / (right.length - some + 2);
        return Arrays.stream(right)
                .map(share -> share * rightTarget + (1 - share) * wrongTarget)
                .toArray();
    }
}
