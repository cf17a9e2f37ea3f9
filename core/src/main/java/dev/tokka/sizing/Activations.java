// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

/** The memory of what layers hand to each other. */
final class Activations {

    private Activations() {}

    /**
     * Returns the bytes while {@code tokens} tokens are read and {@code sequences} distributions are made. Attention is
     * fused: scores are not kept. Of a token there are the vector between layers, the normalized one, and either queries,
     * keys, values and what the heads saw, or the vectors inside the feed-forward layers that it passes.
     */
    static long bytes(ModelArchitecture model, Precision precision, long tokens, long sequences) {
        Attention attention = model.attention();
        FeedForward layer = model.feedForward();
        long heads = 2L * attention.queryWidth() + 2L * attention.keyValueWidth();
        long inside = (layer.gated() ? 2L : 1L) * layer.width() * layer.expertsPerToken();
        long numbers = 2L * model.shape().hidden() + Math.max(heads, inside);
        long width = precision.arithmetic() == Arithmetic.FP32 ? Float.BYTES : Short.BYTES;
        return Math.addExact(
                Math.multiplyExact(Math.multiplyExact(tokens, numbers), width),
                Math.multiplyExact(sequences, (long) Float.BYTES * model.shape().vocabulary()));
    }
}
