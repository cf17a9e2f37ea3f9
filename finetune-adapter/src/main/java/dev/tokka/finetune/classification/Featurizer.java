// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.Description;

/**
 * Makes of a text the numbers that a head labels it by: {@link EmbeddingFeatures} with an encoder, {@link CharacterFeatures}
 * without. Implementations are safe for use by many threads, and equal texts have equal features.
 */
public interface Featurizer {

    /**
     * Returns the features of {@code text}.
     *
     * @param text not blank
     * @return of size {@link #size}
     * @throws dev.tokka.ModelException if there are none
     */
    FeatureVector features(String text);

    /** Returns how many features each text has. */
    int size();

    /** Returns what decides the features; a head is only served with the featurizer that it was trained on. */
    Description describe();

    /**
     * Returns whether features count things, as words or letters are counted: then a head weighs rare ones more. False
     * unless overridden.
     */
    default boolean counts() {
        return false;
    }
}
