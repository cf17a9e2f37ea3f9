// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;

/**
 * How much a prompt may grow by what is chosen for each question: entries of the glossary, then examples.
 *
 * @param tokens the most tokens that they have together; at least 0
 * @param counter counts them
 */
public record TokenBudget(int tokens, TokenCounter counter) {

    /** 2,000 tokens by {@link TokenCounter#approximate}. */
    public static final TokenBudget DEFAULT = new TokenBudget(2_000, TokenCounter.approximate());

    /** Checks the ranges above. */
    public TokenBudget {
        Checks.requireAtLeast(0, tokens, "tokens");
        requireNonNull(counter, "counter");
    }

    Description describe() {
        return Description.of("budget").with("tokens", tokens).withPart(counter.describe());
    }
}
