// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a model wrote.
 *
 * @param tokens all tokens that were chosen, in order, with the one that ended the text and those that made a stop; at
 *     least one
 * @param text what the tokens say, up to the stop if there was one; bytes that are no UTF-8 are replaced by U+FFFD
 * @param finish why it ended
 */
public record Decoded(List<ChosenToken> tokens, String text, Finish finish) implements DecodingResult {

    /** Why a text ended. */
    public enum Finish {
        /** A token that ends a text was chosen, or the constraint is fulfilled and allows nothing more. */
        END,
        /** A stop was written. */
        STOP,
        /** As many tokens were written as are allowed or as the model can read; the text is not complete. */
        LENGTH
    }

    /**
     * A token that was chosen.
     *
     * @param id its number
     * @param logProbability the natural logarithm of the probability that the model itself gave it: before any setting and
     *     any constraint; at most 0
     */
    public record ChosenToken(int id, double logProbability) {}

    /** Checks and copies the tokens. */
    public Decoded {
        tokens = List.copyOf(tokens);
        requireNonNull(text, "text");
        requireNonNull(finish, "finish");
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("tokens must be at least one but are none");
        }
    }

    /** Returns the numbers of the tokens in a new array. */
    public int[] ids() {
        return tokens.stream().mapToInt(ChosenToken::id).toArray();
    }

    /** Returns the natural logarithm of the probability of all tokens together; at most 0. */
    public double logProbability() {
        return tokens.stream().mapToDouble(ChosenToken::logProbability).sum();
    }

    /** Returns the geometric mean of the tokens' probabilities, from 0 to 1. */
    public double confidence() {
        return Math.min(1, Math.exp(logProbability() / tokens.size()));
    }

    @Override
    public Decoded orThrow() {
        return this;
    }
}
