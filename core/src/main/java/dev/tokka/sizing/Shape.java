// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;

/**
 * The size of a transformer.
 *
 * @param layers at least 1
 * @param hidden the length of the vector of a token between layers; at least 1
 * @param vocabulary how many tokens there are; at least 1
 * @param positions how many tokens one text may have, as the configuration says; at least 1
 * @param decoder whether it writes token by token and so keeps keys and values; an encoder reads all at once
 * @param tied whether the output head is the table of token vectors
 */
public record Shape(int layers, int hidden, int vocabulary, int positions, boolean decoder, boolean tied) {

    /** Checks the ranges above. */
    public Shape {
        Checks.requireAtLeast(1, layers, "layers");
        Checks.requireAtLeast(1, hidden, "hidden");
        Checks.requireAtLeast(1, vocabulary, "vocabulary");
        Checks.requireAtLeast(1, positions, "positions");
    }
}
