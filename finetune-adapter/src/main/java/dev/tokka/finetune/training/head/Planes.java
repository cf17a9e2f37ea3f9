// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import java.util.Arrays;

/**
 * Planes that separate labels, one for each score.
 *
 * @param weights {@code [scores][columns + 1]}, the bias last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Planes(double[][] weights) {

    /** Returns a score for each plane. */
    double[] scores(Feature[] row) {
        double[] scores = new double[weights.length];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (Feature feature : row) {
                sum += weights[i][feature.getIndex() - 1] * feature.getValue();
            }
            scores[i] = sum; // the row has a column for the bias
        }
        return scores;
    }

    double[][] scores(Feature[][] rows) {
        return Arrays.stream(rows).map(this::scores).toArray(double[][]::new);
    }

    /** Returns these planes with their scores calibrated. */
    Planes with(Calibration calibration) {
        double[][] scaled = new double[weights.length][];
        for (int i = 0; i < scaled.length; i++) {
            double factor = calibration.factors()[i];
            scaled[i] = Arrays.stream(weights[i]).map(weight -> weight * factor).toArray();
            scaled[i][scaled[i].length - 1] += calibration.shifts()[i];
        }
        return new Planes(scaled);
    }
}
