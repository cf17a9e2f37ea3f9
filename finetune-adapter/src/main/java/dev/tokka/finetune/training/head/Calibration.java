// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadTask;
import java.util.Arrays;

/**
 * What makes scores calibrated: {@code factor * score + shift}. One factor for all where one label is chosen (temperature
 * scaling); a factor and a shift for each label where they are independent (Platt scaling).
 *
 * @param factors one for each score, more than 0
 * @param shifts one for each score
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks (2017)</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Calibration(double[] factors, double[] shifts) {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double WIDEST = Math.log(1_000);
    private static final double LEAST_FACTOR = 1e-3;
    private static final int STEPS = 32; // to a millionth

    /** Returns the calibration that changes nothing. */
    static Calibration none(int scores) {
        double[] ones = new double[scores];
        Arrays.fill(ones, 1);
        return new Calibration(ones, new double[scores]);
    }

    /**
     * Returns the calibration that makes the logarithmic loss least.
     *
     * @param scores of texts that the planes were not learned from
     */
    static Calibration fit(double[][] scores, Targets targets) {
        return targets.task() == HeadTask.SEVERAL_LABELS ? platt(scores, targets) : temperature(scores, targets);
    }

    /** Searches the logarithm of the factor, in which the loss has one minimum, by golden sections. */
    private static Calibration temperature(double[][] scores, Targets targets) {
        double low = -WIDEST;
        double high = WIDEST;
        double left = high - (high - low) * GOLDEN;
        double right = low + (high - low) * GOLDEN;
        double leftLoss = loss(scores, targets, left);
        double rightLoss = loss(scores, targets, right);
        for (int step = 0; step < STEPS; step++) {
            if (leftLoss <= rightLoss) {
                high = right;
                right = left;
                rightLoss = leftLoss;
                left = high - (high - low) * GOLDEN;
                leftLoss = loss(scores, targets, left);
            } else {
                low = left;
                left = right;
                leftLoss = rightLoss;
                right = low + (high - low) * GOLDEN;
                rightLoss = loss(scores, targets, right);
            }
        }
        Calibration found = none(scores[0].length);
        Arrays.fill(found.factors, StrictMath.exp((low + high) / 2));
        return found;
    }

    private static double loss(double[][] scores, Targets targets, double logarithm) {
        Calibration tried = none(scores[0].length);
        Arrays.fill(tried.factors, StrictMath.exp(logarithm));
        return tried.quality(scores, targets).logLoss();
    }

    private static Calibration platt(double[][] scores, Targets targets) {
        Calibration found = none(scores[0].length);
        for (int label = 0; label < scores[0].length; label++) {
            PlattScale scale = PlattScale.fit(scores, targets.has(), label);
            found.factors[label] = Math.max(LEAST_FACTOR, scale.factor());
            found.shifts[label] = scale.shift();
        }
        return found;
    }

    double[] apply(double[] scores) {
        double[] calibrated = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            calibrated[i] = factors[i] * scores[i] + shifts[i];
        }
        return calibrated;
    }

    /** Returns the probabilities of texts. */
    double[][] probabilities(double[][] scores, HeadTask task) {
        return Arrays.stream(scores)
                .map(row -> Probabilities.of(task, apply(row)))
                .toArray(double[][]::new);
    }

    /** Returns how good the probabilities of texts are. */
    ProbabilityQuality quality(double[][] scores, Targets targets) {
        return ProbabilityQuality.of(probabilities(scores, targets.task()), targets);
    }
}
