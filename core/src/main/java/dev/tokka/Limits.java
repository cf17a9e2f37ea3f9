// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much a model may be used: see {@link DomainModels#limited}. Nothing is limited unless it is said here.
 *
 * @param places how many calls may run at once, of all callers together
 * @param rate how many calls may begin in a time
 * @param budget how many tokens, how much money and how much time may be used in a period
 * @param scope for whom rate and budget are
 * @param maxCallers of how many callers account is kept at once; while all of them have used something, further ones are
 *     refused, so that memory is bounded and nobody gets past a limit by being forgotten; at least 1
 * @param clock what tells the time
 */
public record Limits(
        Optional<Places> places,
        Optional<Rate> rate,
        Optional<Budget> budget,
        Scope scope,
        int maxCallers,
        InstantSource clock) {

    /** No limits; by the system's clock, for each of up to 100,000 callers. */
    public static final Limits NONE = new Limits(
            Optional.empty(), Optional.empty(), Optional.empty(), Scope.CALLER, 100_000, InstantSource.system());

    /** For whom a rate and a budget are. */
    public enum Scope {
        /** For each {@linkplain Caller#id() caller}, whatever its roles; who does not say its name is one more caller. */
        CALLER,
        /** For all callers together, as a provider counts that knows only one key. */
        ALL
    }

    /**
     * How many calls may run at once; further ones wait in the order in which they came.
     *
     * @param calls at least 1
     * @param maxWait how long a call waits for its place at most; not negative
     */
    public record Places(int calls, Duration maxWait) {

        /** Checks the ranges above. */
        public Places {
            Checks.requireAtLeast(1, calls, "calls");
            Durations.requireNotNegative(maxWait, "maxWait");
        }
    }

    /**
     * How many calls may begin in any time of this length, wherever it begins.
     *
     * @param calls at least 1; as many instants are remembered for each caller
     * @param period longer than nothing
     */
    public record Rate(int calls, Duration period) {

        /** Checks the ranges above. */
        public Rate {
            Checks.requireAtLeast(1, calls, "calls");
            Durations.requirePositive(period, "period");
        }
    }

    /**
     * How much may be used in a period, which begins with the first call after the last one ended.
     *
     * @param tokens read and written together; at least 1
     * @param money in one currency, more than nothing; what costs another currency is not counted
     * @param time that calls took, added up, those that failed included; longer than nothing
     * @param period longer than nothing
     */
    public record Budget(OptionalLong tokens, Optional<Money> money, Optional<Duration> time, Duration period) {

        /** Returns a budget of nothing yet for {@code period}, which bounds nothing until something is set. */
        public static Budget in(Duration period) {
            return new Budget(OptionalLong.empty(), Optional.empty(), Optional.empty(), period);
        }

        /** Checks the ranges above. */
        public Budget {
            tokens.ifPresent(value -> {
                if (value < 1) {
                    throw new IllegalArgumentException("tokens must be at least 1 but is " + value);
                }
            });
            money.ifPresent(value -> {
                if (value.amount().signum() <= 0) {
                    throw new IllegalArgumentException("money must be more than nothing but is " + value.amount());
                }
            });
            time.ifPresent(value -> Durations.requirePositive(value, "time"));
            Durations.requirePositive(period, "period");
        }

        /** Returns this with at most about so many tokens. */
        public Budget withTokens(long newTokens) {
            return new Budget(OptionalLong.of(newTokens), money, time, period);
        }

        /** Returns this with at most about so much money. */
        public Budget withMoney(Money newMoney) {
            return new Budget(tokens, Optional.of(newMoney), time, period);
        }

        /** Returns this with calls that take at most about so long together. */
        public Budget withTime(Duration newTime) {
            return new Budget(tokens, money, Optional.of(newTime), period);
        }

        /** Returns this as people read it, such as {@code "1000 tokens, 5 USD"}. */
        String inWords() {
            List<String> words = new ArrayList<>();
            tokens.ifPresent(value -> words.add(value + " tokens"));
            money.ifPresent(value -> words.add(value.amount().toPlainString() + " " + value.currency()));
            time.ifPresent(value -> words.add(value + " of calls"));
            return String.join(", ", words) + " in " + period;
        }
    }

    /** Checks the ranges above. */
    public Limits {
        requireNonNull(places, "places");
        requireNonNull(rate, "rate");
        requireNonNull(budget, "budget");
        requireNonNull(scope, "scope");
        Checks.requireAtLeast(1, maxCallers, "maxCallers");
        requireNonNull(clock, "clock");
    }

    /** Returns this with at most {@code calls} at once, of which each waits for its place up to {@code maxWait}. */
    public Limits withPlaces(int calls, Duration maxWait) {
        return new Limits(Optional.of(new Places(calls, maxWait)), rate, budget, scope, maxCallers, clock);
    }

    /** Returns this with at most {@code calls} in any time as long as {@code period}. */
    public Limits withRate(int calls, Duration period) {
        return new Limits(places, Optional.of(new Rate(calls, period)), budget, scope, maxCallers, clock);
    }

    /** Returns this with about {@code tokens} in {@code period}, and no limit of money. */
    public Limits withTokens(long tokens, Duration period) {
        return withBudget(Budget.in(period).withTokens(tokens));
    }

    /** Returns this with about {@code money} in {@code period}, and no limit of tokens. */
    public Limits withMoney(Money money, Duration period) {
        return withBudget(Budget.in(period).withMoney(money));
    }

    /** Returns this with calls that take about {@code time} together in {@code period}, and no limit of tokens or money. */
    public Limits withTime(Duration time, Duration period) {
        return withBudget(Budget.in(period).withTime(time));
    }

    /** Returns this with another budget. */
    public Limits withBudget(Budget newBudget) {
        return new Limits(places, rate, Optional.of(newBudget), scope, maxCallers, clock);
    }

    /** Returns this with rate and budget for all callers together. */
    public Limits forAll() {
        return new Limits(places, rate, budget, Scope.ALL, maxCallers, clock);
    }

    /** Returns this with account kept of up to {@code newMaxCallers} callers, at least 1. */
    public Limits withMaxCallers(int newMaxCallers) {
        return new Limits(places, rate, budget, scope, newMaxCallers, clock);
    }

    /** Returns this with another clock. */
    public Limits withClock(InstantSource newClock) {
        return new Limits(places, rate, budget, scope, maxCallers, newClock);
    }
}
