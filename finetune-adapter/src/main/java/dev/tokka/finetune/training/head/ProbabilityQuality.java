// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadTask;

/**
 * How good probabilities are, on texts that were not learned from. Less is better in all three.
 *
 * @param logLoss the mean of {@code -log(probability of what is right)}; of each label for itself where a text can have
 *     several. A probability below 1e-15 counts as that
 * @param brier the mean of the squared differences from 1 for the right label and 0 for others, summed over labels
 * @param calibrationError the mean distance between how probable the replied label is and how often it is right, in 15
 *     bins of equal width (expected calibration error); of every label where a text can have several
 */
public record ProbabilityQuality(double logLoss, double brier, double calibrationError) {

    private static final int BINS = 15;
    private static final double LEAST = 1e-15;

    /** The bins of a reliability diagram. */
    private static final class Bins {

        private final double[] confidence = new double[BINS];
        private final double[] right = new double[BINS];
        private int count;

        void add(double probability, boolean isRight) {
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            confidence[bin] += probability;
            right[bin] += isRight ? 1 : 0;
            count++;
        }

        double error() {
            double sum = 0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += Math.abs(confidence[bin] - right[bin]);
            }
            return sum / count;
        }
    }

    /** Returns the quality of probabilities, a row for each text. */
    static ProbabilityQuality of(double[][] probabilities, Targets targets) {
        boolean several = targets.task() == HeadTask.SEVERAL_LABELS;
        Bins bins = new Bins();
        double logLoss = 0;
        double brier = 0;
        for (int row = 0; row < probabilities.length; row++) {
            double[] chances = probabilities[row];
            boolean[] has = targets.has()[row];
            for (int label = 0; label < chances.length; label++) {
                double miss = chances[label] - (has[label] ? 1 : 0);
                brier += miss * miss;
                if (several || has[label]) {
                    double right = has[label] ? chances[label] : 1 - chances[label];
                    logLoss -= StrictMath.log(Math.max(LEAST, right)) / (several ? chances.length : 1);
                }
                if (several) {
                    bins.add(chances[label], has[label]);
                }
            }
            if (!several) {
                int most = most(chances);
                bins.add(chances[most], has[most]);
            }
        }
        int rows = probabilities.length;
        return new ProbabilityQuality(logLoss / rows, brier / rows, bins.error());
    }

    /** Returns the number of the greatest, the first of equal ones. */
    static int most(double[] chances) {
        int most = 0;
        for (int i = 1; i < chances.length; i++) {
            if (chances[i] > chances[most]) {
                most = i;
            }
        }
        return most;
    }
}
