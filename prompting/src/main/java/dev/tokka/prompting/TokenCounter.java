// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;

/**
 * Says how many tokens a text is for a model.
 *
 * <p>A tokenizer is a counter by a lambda: {@code text -> tokenizer.encode(text).size()}. Implementations are safe for use
 * by many threads.
 */
@FunctionalInterface
public interface TokenCounter {

    /** Returns how many tokens {@code text} is; at least 0. */
    int count(String text);

    /** Returns what this counter counts by; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns an estimate that needs no tokenizer: a character of Japanese, Chinese or Korean is a token, so is a sign
     * such as a full stop, and a word or number is a token for every four characters, begun ones included. White space
     * is none. Real tokenizers differ, by model and language: give one where the budget must be exact.
     */
    static TokenCounter approximate() {
        return new ApproximateTokens();
    }
}
