// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import java.math.BigDecimal;
import java.util.function.ToLongFunction;

/**
 * What a provider takes for training.
 *
 * @param perMillion for a million tokens that are trained on, each epoch counted; not negative
 * @param tokens counts the tokens of a row, given as the line of the file that it stands on; an estimate is as good as this
 */
public record TrainingPrice(Money perMillion, ToLongFunction<String> tokens) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Checks the ranges above. */
    public TrainingPrice {
        requireNonNull(perMillion, "perMillion");
        requireNonNull(tokens, "tokens");
        if (perMillion.amount().signum() < 0) {
            throw new IllegalArgumentException("perMillion must not be negative but is " + perMillion.amount());
        }
    }

    /** Returns the price of so many tokens. */
    Money of(long trained) {
        BigDecimal amount =
                perMillion.amount().multiply(BigDecimal.valueOf(trained)).divide(MILLION);
        return new Money(amount, perMillion.currency());
    }
}
