// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.finetune.classification.FeatureVector;
import java.util.HashSet;
import java.util.List;

/**
 * A text to learn from, by its features, with the labels that it has.
 *
 * @param features of the text
 * @param labels one, or any number where a text can have several; none blank, none twice
 */
public record LabeledFeatures(FeatureVector features, List<String> labels) {

    /** Checks and copies the components. */
    public LabeledFeatures {
        requireNonNull(features, "features");
        labels = List.copyOf(labels);
        labels.forEach(label -> Checks.requireText(label, "label"));
        if (new HashSet<>(labels).size() < labels.size()) {
            throw new IllegalArgumentException("expected labels once each but one is there twice");
        }
    }

    /** Returns a text with one label. */
    public static LabeledFeatures of(FeatureVector features, String label) {
        return new LabeledFeatures(features, List.of(label));
    }
}
