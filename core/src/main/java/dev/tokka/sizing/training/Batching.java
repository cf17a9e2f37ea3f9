// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import dev.tokka.Checks;
import dev.tokka.sizing.Attention;
import dev.tokka.sizing.FeedForward;
import dev.tokka.sizing.ModelArchitecture;

/** What of a training is in memory at once. */
record Batching(int tokens, int sequences, boolean checkpointing) {

    Batching {
        Checks.requireAtLeast(1, tokens, "sequence");
        Checks.requireAtLeast(1, sequences, "batch");
    }

    /** Returns the bytes of activations and of the distributions over the vocabulary. */
    long bytes(ModelArchitecture model) {
        long all = Math.multiplyExact((long) tokens, (long) sequences);
        long layers = model.shape().layers();
        long layer = bytesOfLayer(model);
        long input = 2L * model.shape().hidden();
        long kept = checkpointing ? layers * input + layer : layers * layer;
        return Math.multiplyExact(all, kept + (long) Float.BYTES * model.shape().vocabulary());
    }

    /**
     * Returns the bytes that one layer keeps of one token: 34 for each number of its vector in a layer of GPT, as in
     * Korthikanti et al., equation 2, without the scores of attention.
     */
    private static long bytesOfLayer(ModelArchitecture model) {
        long hidden = model.shape().hidden();
        Attention attention = model.attention();
        long queries = (long) attention.heads() * attention.headSize();
        long keysAndValues = 2L * attention.keyValueHeads() * attention.headSize();
        FeedForward layer = model.feedForward();
        long inside = (long) layer.width() * layer.expertsPerToken();
        long norms = 4 * hidden;
        long attending = 2 * hidden + 2 * queries + 2 * keysAndValues + 2 * queries + hidden;
        long feeding = layer.gated() ? 2 * hidden + 8 * inside : 2 * hidden + 4 * inside + hidden;
        return norms + attending + feeding;
    }
}
