// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import dev.tokka.Description;
import java.util.Arrays;

/**
 * Turns a text into one vector for each of its tokens, as the last layers of an encoder do.
 *
 * <p>The same text always gives the same vectors, and many threads may encode at once.
 */
@FunctionalInterface
public interface TokenEncoder {

    /**
     * Returns the vectors of the tokens of {@code text}, {@code [T][H]}: T tokens, those that mark the beginning and the
     * end left out, with H finite numbers each, H the same for every text. They need not be normalised.
     */
    float[][] encode(String text);

    /**
     * Returns how heavy each token is, such as its inverse document frequency over the references; at least 0, finite.
     * Default: all 1.
     *
     * @param text as it was encoded
     * @param tokens how many vectors {@link #encode} gave for it
     * @return {@code [tokens]}
     */
    default double[] weights(String text, int tokens) {
        double[] weights = new double[tokens];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** Returns what this encoder is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }
}
