// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * What was used up.
 *
 * @param calls how often a model was asked; at least 0
 * @param tokens read and written together
 * @param money in the currency of the budget; 0 where the budget has none
 * @param time from asking to the answer, of all calls together
 */
public record Spent(int calls, long tokens, BigDecimal money, Duration time) {

    /** Nothing was asked. */
    public static final Spent NOTHING = new Spent(0, 0, BigDecimal.ZERO, Duration.ZERO);

    /** Checks that all are given. */
    public Spent {
        Checks.requireAtLeast(0, calls, "calls");
        requireNonNull(money, "money");
        requireNonNull(time, "time");
    }

    /** Returns the sum of both. */
    public Spent plus(Spent other) {
        return new Spent(
                Math.addExact(calls, other.calls),
                Math.addExact(tokens, other.tokens),
                money.add(other.money),
                time.plus(other.time));
    }

    /** Returns so many times this. */
    Spent times(int count) {
        return new Spent(
                Math.multiplyExact(calls, count),
                Math.multiplyExact(tokens, (long) count),
                money.multiply(BigDecimal.valueOf(count)),
                time.multipliedBy(count));
    }

    /** Returns what is left of this after {@code other}, nowhere less than nothing. */
    Spent minus(Spent other) {
        return new Spent(
                Math.max(0, calls - other.calls),
                Math.max(0, tokens - other.tokens),
                money.subtract(other.money).max(BigDecimal.ZERO),
                time.compareTo(other.time) <= 0 ? Duration.ZERO : time.minus(other.time));
    }

    /** Returns {@code count} parts out of {@code of} equal ones, rounded down. */
    Spent parts(int count, int of) {
        BigDecimal share = BigDecimal.valueOf((double) count / of);
        return new Spent(
                (int) ((long) calls * count / of),
                (long) (tokens * ((double) count / of)),
                money.multiply(share),
                Duration.ofNanos((long) (time.toNanos() * ((double) count / of))));
    }

    /** Returns whether {@code other} is nowhere more than this. */
    boolean covers(Spent other) {
        return calls >= other.calls
                && tokens >= other.tokens
                && money.compareTo(other.money) >= 0
                && time.compareTo(other.time) >= 0;
    }

    /** Returns the larger of both, one by one. */
    Spent max(Spent other) {
        return new Spent(
                Math.max(calls, other.calls),
                Math.max(tokens, other.tokens),
                money.max(other.money),
                time.compareTo(other.time) >= 0 ? time : other.time);
    }

    /** Returns what there is any of, such as {@code "120 calls, 4800 tokens, cost 0.12, 3.1 s"}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(calls).append(" calls");
        if (tokens > 0) {
            text.append(", ").append(tokens).append(" tokens");
        }
        if (money.signum() > 0) {
            text.append(", cost ").append(money.stripTrailingZeros().toPlainString());
        }
        return text.append(String.format(Locale.ROOT, ", %.1f s", time.toMillis() / 1000.0))
                .toString();
    }
}
