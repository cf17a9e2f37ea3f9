// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import dev.tokka.Description;
import java.util.List;

/**
 * Splits a text into the tokens that are compared.
 *
 * <p>The same text always has the same tokens, on whichever thread. For words of Japanese, pass a morphological analyser,
 * and {@link #describe} it, because the choice changes the scores.
 */
@FunctionalInterface
public interface Tokenizer {

    /** Returns the tokens of {@code text} in their order; none if the text holds nothing to compare. */
    List<String> tokens(String text);

    /** Returns what this tokenizer is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the tokenizer of the Python package {@code rouge_score} without stemming: runs of the letters a to z and the
     * digits 0 to 9 in lower case. It sees nothing in texts of other scripts.
     */
    static Tokenizer english() {
        return Tokenizers.ENGLISH;
    }

    /**
     * Returns the tokenizer for Japanese and Chinese without an analyser: each letter and each digit is a token, in
     * Unicode's form NFKC and in lower case; white space and punctuation are left out.
     */
    static Tokenizer characters() {
        return Tokenizers.CHARACTERS;
    }
}
