// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;

/**
 * What an optimization may use up, those of its runs that were broken off included. None of the limits is ever passed.
 *
 * <p>For this a limit of tokens, money or time says what one call may use of it at most: before a call that much must be left.
 * A call that does not say what it used, because it failed or knows no price, is charged with that. A call that uses more than
 * was said is the only way past a limit; from then on as much as that must be left.
 *
 * @param calls how often the models may be asked, the one that writes instructions and repairs of replies included; at least 1
 * @param tokens read and written together
 * @param money in one currency; a call that costs another one is charged as one that knows no price
 * @param time from asking to the answer, of all calls together; each call gets a {@link dev.tokka.Deadline}
 */
public record OptimizationBudget(int calls, Optional<Tokens> tokens, Optional<Price> money, Optional<Time> time) {

    /** Models keep deadlines to within a second. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    // Large, but far from an overflow if a few are added.
    private static final long MANY_TOKENS = Long.MAX_VALUE / 8;
    private static final BigDecimal MUCH_MONEY = BigDecimal.TEN.pow(30);
    private static final Duration LONG = Duration.ofDays(36_500);

    /**
     * A limit of tokens.
     *
     * @param most of all calls together; at least 1
     * @param aCall of one call at most; from 1 to {@code most}
     */
    public record Tokens(long most, long aCall) {

        /** Checks the ranges above. */
        public Tokens {
            if (aCall < 1 || most < aCall) {
                throw new IllegalArgumentException("tokens of a call must be in [1, " + most + "] but are " + aCall);
            }
        }
    }

    /**
     * A limit of money.
     *
     * @param most of all calls together; positive
     * @param aCall of one call at most; positive, in the same currency, and not more than {@code most}
     */
    public record Price(Money most, Money aCall) {

        /** Checks the ranges above. */
        public Price {
            if (!most.currency().equals(aCall.currency())
                    || aCall.amount().signum() <= 0
                    || most.amount().compareTo(aCall.amount()) < 0) {
                throw new IllegalArgumentException(
                        "money of a call must be positive and at most " + most + " but is " + aCall);
            }
        }
    }

    /**
     * A limit of time.
     *
     * @param most of all calls together; positive
     * @param aCall of one call at most; positive, and not more than {@code most}. A second more is kept free, because models
     *     may be that much late
     */
    public record Time(Duration most, Duration aCall) {

        /** Checks the ranges above. */
        public Time {
            if (aCall.isNegative() || aCall.isZero() || most.compareTo(aCall) < 0 || most.compareTo(LONG) > 0) {
                throw new IllegalArgumentException(
                        "time of a call must be positive and at most " + most + " but is " + aCall);
            }
        }
    }

    /** Checks the ranges above. */
    public OptimizationBudget {
        Checks.requireAtLeast(1, calls, "calls");
        requireNonNull(tokens, "tokens");
        requireNonNull(money, "money");
        requireNonNull(time, "time");
    }

    /** Returns the budget of so many calls, at least 1, without other limits. */
    public static OptimizationBudget calls(int calls) {
        return new OptimizationBudget(calls, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns this budget with {@code most} tokens, of which a call uses {@code aCall} at most. */
    public OptimizationBudget withTokens(long most, long aCall) {
        return new OptimizationBudget(calls, Optional.of(new Tokens(most, aCall)), money, time);
    }

    /** Returns this budget with {@code most} money, of which a call costs {@code aCall} at most. */
    public OptimizationBudget withMoney(Money most, Money aCall) {
        return new OptimizationBudget(calls, tokens, Optional.of(new Price(most, aCall)), time);
    }

    /** Returns this budget with {@code most} time, of which a call takes {@code aCall} at most. */
    public OptimizationBudget withTime(Duration most, Duration aCall) {
        return new OptimizationBudget(calls, tokens, money, Optional.of(new Time(most, aCall)));
    }

    Optional<Currency> currency() {
        return money.map(price -> price.most().currency());
    }

    /** Returns the limits; very much where there is none. */
    Spent most() {
        return new Spent(
                calls,
                tokens.map(Tokens::most).orElse(MANY_TOKENS),
                money.map(price -> price.most().amount()).orElse(MUCH_MONEY),
                time.map(Time::most).orElse(LONG));
    }

    /** Returns what must be left before a call; nothing where there is no limit. */
    Spent aCall() {
        return new Spent(
                1,
                tokens.map(Tokens::aCall).orElse(0L),
                money.map(price -> price.aCall().amount()).orElse(BigDecimal.ZERO),
                time.map(limit -> limit.aCall().plus(GRACE)).orElse(Duration.ZERO));
    }
}
