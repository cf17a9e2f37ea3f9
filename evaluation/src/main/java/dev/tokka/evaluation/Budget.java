// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an experiment may use up. Each limit is for one run; kept answers of earlier runs cost nothing.
 *
 * <p>Before a question is asked, what is under way is taken to cost as much as the dearest answer so far, and the
 * question is asked only if the limit holds then. The first questions are asked one at a time until a price is known, so
 * that a limit is passed by one answer at most: by one that is dearer than all before.
 *
 * @param tokens read and written together, as the traces tell; at least 1
 * @param money as the traces tell, in one currency; positive. What was paid in other currencies is not counted
 * @param time from the start of the run until the last question is asked; positive
 */
public record Budget(OptionalLong tokens, Optional<Money> money, Optional<Duration> time) {

    /** No limit. */
    public static final Budget UNLIMITED = new Budget(OptionalLong.empty(), Optional.empty(), Optional.empty());

    /** Checks the ranges above. */
    public Budget {
        requireNonNull(tokens, "tokens");
        requireNonNull(money, "money");
        requireNonNull(time, "time");
        if (tokens.isPresent() && tokens.getAsLong() < 1) {
            throw new IllegalArgumentException("tokens must be at least 1 but is " + tokens.getAsLong());
        }
        if (money.isPresent() && money.get().amount().signum() <= 0) {
            throw new IllegalArgumentException(
                    "money must be positive but is " + money.get().amount());
        }
        if (time.isPresent() && (time.get().isZero() || time.get().isNegative())) {
            throw new IllegalArgumentException("time must be positive but is " + time.get());
        }
    }

    /** Returns this budget with a limit of tokens. */
    public Budget withTokens(long limit) {
        return new Budget(OptionalLong.of(limit), money, time);
    }

    /** Returns this budget with a limit of money. */
    public Budget withMoney(Money limit) {
        return new Budget(tokens, Optional.of(limit), time);
    }

    /** Returns this budget with a limit of time. */
    public Budget withTime(Duration limit) {
        return new Budget(tokens, money, Optional.of(limit));
    }
}
