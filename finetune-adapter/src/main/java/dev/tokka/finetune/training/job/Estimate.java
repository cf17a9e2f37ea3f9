// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a training will take.
 *
 * @param rows that are trained on
 * @param epochs how often each of them is seen; where the trainer chooses that itself, what is reckoned with
 * @param tokens in all rows together, once, if they can be counted
 * @param cost of all epochs, if a price is known
 */
public record Estimate(long rows, int epochs, OptionalLong tokens, Optional<Money> cost) {

    /** Checks that nothing is absent. */
    public Estimate {
        requireNonNull(tokens, "tokens");
        requireNonNull(cost, "cost");
    }
}
