// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.Checks;

/**
 * A label of a text and how probable it is.
 *
 * @param label not blank
 * @param probability from 0 to 1
 */
public record LabelScore(String label, double probability) {

    /** Checks the ranges above. */
    public LabelScore {
        Checks.requireText(label, "label");
        Checks.requireShare(probability, "probability");
    }
}
