// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;

/**
 * How the tokens of a transformer look at each other.
 *
 * @param heads query heads of a layer; at least 1
 * @param keyValueHeads key and value heads of a layer: as many as {@code heads} (multi-head), fewer (grouped-query) or 1
 *     (multi-query); divides {@code heads}
 * @param headSize the length of the vector of a head; at least 1
 * @param window how many tokens back a layer with a sliding window sees; 0 if no layer has one
 * @param windowedLayers how many layers have the window; 0 if none has
 */
public record Attention(int heads, int keyValueHeads, int headSize, int window, int windowedLayers) {

    /** Checks the ranges above. */
    public Attention {
        Checks.requireAtLeast(1, heads, "heads");
        Checks.requireIn(1, heads, keyValueHeads, "keyValueHeads");
        Checks.requireAtLeast(1, headSize, "headSize");
        Checks.requireAtLeast(0, window, "window");
        Checks.requireAtLeast(0, windowedLayers, "windowedLayers");
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    "keyValueHeads must divide heads, which are " + heads + ", but is " + keyValueHeads);
        }
        if ((window == 0) != (windowedLayers == 0)) {
            throw new IllegalArgumentException("window and windowedLayers must both be 0 or both not but are " + window
                    + " and " + windowedLayers);
        }
    }

    /** Returns the length of all queries of a token in one layer. */
    int queryWidth() {
        return heads * headSize;
    }

    /** Returns the length of all keys, or of all values, of a token in one layer. */
    int keyValueWidth() {
        return keyValueHeads * headSize;
    }
}
