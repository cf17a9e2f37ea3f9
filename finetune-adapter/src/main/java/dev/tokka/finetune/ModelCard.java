// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import dev.tokka.Checks;
import dev.tokka.Description;

/**
 * What must be known of a fine-tuned model before it is used, in the words of whoever answers for it. It is part of the
 * model's description, so that an approval covers it.
 *
 * @param version of the model; not blank
 * @param licence under which terms model, base and training data may be used; not blank
 * @param trainingData what it was trained on; not blank
 * @param intendedUse what it may be used for; not blank
 * @param knownLimits what it is known to do badly; not blank
 */
public record ModelCard(String version, String licence, String trainingData, String intendedUse, String knownLimits) {

    /** Checks that nothing is blank. */
    public ModelCard {
        Checks.requireText(version, "version");
        Checks.requireText(licence, "licence");
        Checks.requireText(trainingData, "trainingData");
        Checks.requireText(intendedUse, "intendedUse");
        Checks.requireText(knownLimits, "knownLimits");
    }

    Description addTo(Description description) {
        return description
                .with("version", version)
                .with("licence", licence)
                .with("trainingData", trainingData)
                .with("intendedUse", intendedUse)
                .with("knownLimits", knownLimits);
    }
}
