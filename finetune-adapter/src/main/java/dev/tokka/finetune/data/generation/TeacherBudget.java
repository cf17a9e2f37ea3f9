// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Money;
import dev.tokka.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a teacher may use in a whole run, over all its resumptions.
 *
 * <p>It is never passed: before a call, the most that the call can use is set aside, and what does not fit is not asked. The
 * most is a token for each byte of the question in UTF-8, {@value #OVERHEAD} for what a prompt format adds, and {@code
 * answerTokens} written, which the model is held to by {@link dev.tokka.Generation#maxTokens}.
 *
 * @param calls at least 1
 * @param tokens read and written together; at least 1
 * @param answerTokens that an answer may have; at least 1
 * @param money the most money, if tokens have a price
 */
public record TeacherBudget(long calls, long tokens, int answerTokens, Optional<Price> money) {

    /** How many tokens are set aside for what a prompt format adds to a question. */
    public static final int OVERHEAD = 2_000;

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Checks the ranges above. */
    public TeacherBudget {
        if (calls < 1 || tokens < 1) {
            throw new IllegalArgumentException(
                    "calls and tokens must be at least 1 but are " + calls + " and " + tokens);
        }
        Checks.requireAtLeast(1, answerTokens, "answerTokens");
        requireNonNull(money, "money");
    }

    /**
     * The most money, and what tokens cost.
     *
     * @param most more than nothing
     * @param input the price of a million tokens read, in the currency of {@code most}; at least 0
     * @param output the price of a million tokens written; at least 0
     */
    public record Price(Money most, BigDecimal input, BigDecimal output) {

        /** Checks the ranges above. */
        public Price {
            if (most.amount().signum() <= 0 || input.signum() < 0 || output.signum() < 0) {
                throw new IllegalArgumentException("money must be more than nothing and prices at least 0 but are "
                        + most.amount() + ", " + input + " and " + output);
            }
        }

        BigDecimal of(TokenUsage usage) {
            return input.multiply(BigDecimal.valueOf(usage.input()))
                    .add(output.multiply(BigDecimal.valueOf(usage.output())))
                    .divide(MILLION);
        }
    }

    /** Returns a budget without money. */
    public static TeacherBudget of(long calls, long tokens, int answerTokens) {
        return new TeacherBudget(calls, tokens, answerTokens, Optional.empty());
    }

    /** Returns this budget with money. */
    public TeacherBudget withMoney(Money most, BigDecimal input, BigDecimal output) {
        return new TeacherBudget(calls, tokens, answerTokens, Optional.of(new Price(most, input, output)));
    }

    /** Returns whether {@code spent} is within this budget. */
    boolean covers(Spent spent) {
        return spent.calls() <= calls
                && spent.tokens() <= tokens
                && money.map(price -> spent.money().compareTo(price.most().amount()) <= 0)
                        .orElse(true);
    }

    BigDecimal cost(TokenUsage usage) {
        return money.map(price -> price.of(usage)).orElse(BigDecimal.ZERO);
    }
}
