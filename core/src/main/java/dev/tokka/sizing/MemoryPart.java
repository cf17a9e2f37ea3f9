// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

/** What takes memory. */
public enum MemoryPart {
    /** The weights of the model. */
    WEIGHTS,
    /** Keys and values of the tokens that were read and written. */
    CACHE,
    /** What layers hand to each other while they calculate, and the distributions over the vocabulary. */
    ACTIVATIONS,
    /** The matrices of adapters. */
    ADAPTERS,
    /** The weights and activations of the encoder that retrieval searches with. */
    ENCODER,
    /** Vectors and their graph. */
    INDEX,
    /** How the loss changes with each trained weight. */
    GRADIENTS,
    /** What the optimizer remembers of each trained weight. */
    OPTIMIZER
}
