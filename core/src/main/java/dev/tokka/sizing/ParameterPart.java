// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

/** The parts that the parameters of a transformer belong to. */
public enum ParameterPart {
    /** The table of token vectors; with tied embeddings it is the output head, too. */
    TOKEN_EMBEDDING,
    /** Learned positions and types of segments. */
    POSITION_EMBEDDING,
    /** Queries, keys, values and what joins the heads, with their biases. */
    ATTENTION,
    /** The layers that each token passes alone, those of all experts included. */
    FEED_FORWARD,
    /** What chooses the experts of a token. */
    ROUTER,
    /** Scales and shifts of normalizations. */
    NORMALIZATION,
    /** The head that gives one number for each token of the vocabulary; empty if it is tied to the embedding. */
    OUTPUT,
    /** What makes one vector of a text, in encoders that have it. */
    POOLER
}
