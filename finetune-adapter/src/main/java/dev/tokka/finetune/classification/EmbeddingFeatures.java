// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.ModelUnavailableException;

/**
 * The vector of a frozen encoder, divided by its length, as features: one for each of its dimensions.
 *
 * @param embedder the encoder; whoever opened it closes it
 * @param size how many dimensions it has, at least 1
 */
public record EmbeddingFeatures(Embedder embedder, int size) implements Featurizer {

    /** Checks the components. */
    public EmbeddingFeatures {
        requireNonNull(embedder, "embedder");
        Checks.requireAtLeast(1, size, "size");
    }

    /** Returns the features of {@code embedder}, which is asked for one short vector to see how long it is. */
    public static EmbeddingFeatures of(Embedder embedder) {
        return new EmbeddingFeatures(embedder, embedder.embed("a").length);
    }

    /**
     * Returns the vector of {@code text}, of length 1.
     *
     * @throws ModelUnavailableException if the embedder gives a vector of another size, or one that is all 0 or not finite
     */
    @Override
    public FeatureVector features(String text) {
        return features(embedder.embed(Checks.requireText(text, "text")));
    }

    /**
     * Returns the features of a text whose vector is known, as of many texts that were encoded together.
     *
     * @param vector {@code [size]}, as the embedder gives it; not changed
     * @throws ModelUnavailableException if it has another size, or is all 0 or not finite
     */
    public FeatureVector features(float[] vector) {
        if (vector.length != size) {
            throw new ModelUnavailableException(
                    "expected a vector of " + size + " numbers but the embedder gave " + vector.length);
        }
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        double length = Math.sqrt(square);
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw new ModelUnavailableException(
                    "expected a vector of finite numbers that has a length but the embedder gave one of " + length);
        }
        float[] unit = new float[size];
        for (int i = 0; i < size; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return FeatureVector.dense(unit);
    }

    @Override
    public Description describe() {
        return Description.of("embedding-features").with("size", size).withPart(embedder.describe());
    }
}
