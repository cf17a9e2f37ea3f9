// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Random;

/**
 * Logistic regression with a ridge penalty by LIBLINEAR's dual coordinate descent: the weights w that make
 *
 * <pre>{@code
 * |w|² / 2  +  strength * sum over rows of cost(row) * log(1 + exp(-sign(row) * row · w))
 * }</pre>
 *
 * <p>least. Rows have a last column that is 1, so that the last weight is the bias, penalized like the others.
 *
 * @param columns of a row
 * @param strength more than 0
 * @param balanced whether the two sides count as much
 * @param seed of the order in which rows are looked at
 * @see <a href="https://www.csie.ntu.edu.tw/~cjlin/papers/maxent_dual.pdf">Yu, Huang and Lin, Dual Coordinate Descent
 *     Methods for Logistic Regression and Maximum Entropy Models (2011)</a>
 */
record LinearSolver(int columns, double strength, boolean balanced, long seed) {

    /**
     * By how much a row may still pull at its weight at the end. The default of LIBLINEAR, whose argument for the number of
     * passes this solver of it does not heed.
     */
    private static final double TOLERANCE = 0.1;
    /** With many rows strong planes take a third less time and label as well, see decision 036. */
    private static final double TOLERANCE_OF_MANY = 0.3;

    private static final int MANY = 500;

    /**
     * Returns the weights.
     *
     * @param rows not changed
     * @param positive one for each row; both values are there
     */
    double[] fit(Feature[][] rows, boolean[] positive) {
        Linear.disableDebugOutput(); // it would print to the console
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = columns;
        problem.x = rows;
        problem.y = new double[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            problem.y[i] = positive[i] ? 1 : -1;
            count += positive[i] ? 1 : 0;
        }
        double tolerance = rows.length < MANY ? TOLERANCE : TOLERANCE_OF_MANY;
        Parameter parameter = new Parameter(SolverType.L2R_LR_DUAL, strength, tolerance);
        parameter.setRandom(new Random(seed));
        if (balanced) {
            double half = rows.length / 2.0;
            parameter.setWeights(new double[] {half / count, half / (rows.length - count)}, new int[] {1, -1});
        }
        Model model = Linear.train(problem, parameter);
        double[] weights = model.getFeatureWeights();
        double sign = model.getLabels()[0] == 1 ? 1 : -1; // the side that comes first is taken as the positive one
        double[] signed = new double[columns];
        for (int i = 0; i < columns; i++) {
            signed[i] = sign * weights[i];
        }
        return signed;
    }
}
