// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * How many tokens a step read and wrote, as counted by the model.
 *
 * @param input tokens read; at least 0
 * @param output tokens written; at least 0
 */
public record TokenUsage(long input, long output) {

    /** No tokens, as of a step that asks no language model. */
    public static final TokenUsage NONE = new TokenUsage(0, 0);

    /** Checks the ranges above. */
    public TokenUsage {
        if (input < 0 || output < 0) {
            throw new IllegalArgumentException("token counts must be at least 0 but are " + input + " and " + output);
        }
    }

    /** Returns the sum of both. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(Math.addExact(input, other.input), Math.addExact(output, other.output));
    }
}
