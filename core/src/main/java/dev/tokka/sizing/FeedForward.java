// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;

/**
 * The layers that each token passes alone.
 *
 * @param width the length of the vector inside; at least 1; with experts, that of one of them
 * @param gated whether there are three matrices (up, gate, down), as in SwiGLU, and not two
 * @param experts how many there are to choose from in each layer; 1 if there is no choice
 * @param expertsPerToken how many a token passes; at least 1 and at most {@code experts}
 */
public record FeedForward(int width, boolean gated, int experts, int expertsPerToken) {

    /** Checks the ranges above. */
    public FeedForward {
        Checks.requireAtLeast(1, width, "width");
        Checks.requireAtLeast(1, experts, "experts");
        Checks.requireIn(1, experts, expertsPerToken, "expertsPerToken");
    }

    /**
     * Returns the share of the experts that at least one of {@code tokens} tokens passes, if each chooses evenly and on its
     * own: {@code 1 - (1 - chosen / experts)^tokens}.
     */
    double touched(double tokens) {
        return 1 - Math.pow(1 - (double) expertsPerToken / experts, tokens);
    }
}
