// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * Turns a text into a vector, so that texts of close meaning have close vectors.
 *
 * <p>The encoders of {@code tokka-rag} and the embedding models of LangChain4j are embedders by a lambda:
 * {@code text -> embeddingModel.embed(text).content().vector()}.
 */
@FunctionalInterface
public interface Embedder {

    /**
     * Returns the vector of {@code text}.
     *
     * @return a new array of finite numbers, as long for every text; its length as a vector does not matter
     * @throws ModelException if there is none
     */
    float[] embed(String text);

    /** Returns what this embedder is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }
}
