// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static java.util.Objects.requireNonNull;

/**
 * How good a head promises to be: everything is about texts of folds that were left out of training, and their
 * calibration was fitted on the other folds.
 *
 * @param rows how many texts that was
 * @param accuracy the share of texts whose labels are all right
 * @param macroF1 the mean of F1 over labels
 * @param raw how good probabilities were before calibration
 * @param calibrated how good they were after it
 * @param strength the strength that was chosen
 */
public record HeadMetrics(
        int rows,
        double accuracy,
        double macroF1,
        ProbabilityQuality raw,
        ProbabilityQuality calibrated,
        double strength) {

    /** Checks that nothing is missing. */
    public HeadMetrics {
        requireNonNull(raw, "raw");
        requireNonNull(calibrated, "calibrated");
    }
}
