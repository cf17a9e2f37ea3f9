// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.Checks;
import java.util.List;

/**
 * How the strength of a head is chosen, and on what it is calibrated: by cross-validation.
 *
 * @param strengths what a mistake costs against the length of the weights (C of LIBLINEAR), ascending, each more than 0.
 *     They are tried from the least; the search ends early when two in a row are no better than the best before
 * @param folds how many parts, from 2 to 20; each label needs at least as many texts
 * @param rows how many texts are used at most, each label in proportion; at least 1. The head itself learns from all
 */
public record Search(List<Double> strengths, int folds, int rows) {

    /** Strengths from 1 to 30 on three folds of at most 1,000 texts. */
    public static final Search DEFAULT = new Search(List.of(1.0, 3.0, 10.0, 30.0), 3, 1_000);

    /** Checks the ranges above and copies the strengths. */
    public Search {
        strengths = List.copyOf(strengths);
        double before = 0;
        for (double strength : strengths) {
            if (!(strength > before && strength < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "strengths must be positive, finite and ascending but are " + strengths);
            }
            before = strength;
        }
        Checks.requireAtLeast(1, strengths.size(), "number of strengths");
        Checks.requireIn(2, 20, folds, "folds");
        Checks.requireAtLeast(1, rows, "rows");
    }

    /** Returns this search with other strengths. */
    public Search withStrengths(List<Double> newStrengths) {
        return new Search(newStrengths, folds, rows);
    }
}
