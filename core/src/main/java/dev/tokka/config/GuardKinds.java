// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.DomainModels;
import dev.tokka.Limits;
import dev.tokka.Money;
import dev.tokka.Resilience;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What bounds the use of a model, and what is done where it fails. */
final class GuardKinds {

    private static final Type<Integer> COUNT = Type.integer(1, Integer.MAX_VALUE);
    private static final Type<Duration> TIME = Type.duration(Duration.ofMillis(1));
    private static final Type<Duration> WAIT = Type.duration(Duration.ZERO);

    private static final Setting<Integer> CALLS = Setting.required("calls", COUNT, "How many calls.");
    private static final Setting<Duration> MAX_WAIT =
            Setting.required("max-wait", WAIT, "How long a call waits for its place at most.");
    private static final Setting<Duration> PERIOD = Setting.required("period", TIME, "In which time.");
    private static final Setting<Limits.Places> PLACES = Setting.optional(
            "places",
            Type.object(CALLS, MAX_WAIT).as(s -> new Limits.Places(s.get(CALLS), s.get(MAX_WAIT))),
            "How many calls may run at once, of all callers together.");
    private static final Setting<Limits.Rate> RATE = Setting.optional(
            "rate",
            Type.object(CALLS, PERIOD).as(s -> new Limits.Rate(s.get(CALLS), s.get(PERIOD))),
            "How many calls may begin in any such time.");

    private static final Setting<Long> TOKENS =
            Setting.optional("tokens", Type.large(1, Long.MAX_VALUE), "The most tokens, read and written together.");
    private static final Setting<BigDecimal> AMOUNT =
            Setting.required("amount", Type.decimal(), "How much, in units of the currency.");
    private static final Setting<String> CURRENCY =
            Setting.required("currency", Type.text(), "The ISO 4217 code, such as JPY.");
    private static final Setting<Money> MONEY = Setting.optional(
            "money", Type.object(AMOUNT, CURRENCY).as(GuardKinds::money), "The most money, in one currency.");
    private static final Setting<Duration> TIME_OF_CALLS =
            Setting.optional("time", TIME, "The longest that calls may take together, those that failed included.");
    private static final Setting<Limits.Budget> BUDGET = Setting.optional(
            "budget",
            Type.object(TOKENS, MONEY, TIME_OF_CALLS, PERIOD).as(GuardKinds::budget),
            "How many tokens, how much money and how much time may be used in a period.");
    private static final Setting<Limits.Scope> SCOPE = Setting.of(
            "scope",
            Type.choice(Limits.Scope.class),
            Limits.NONE.scope(),
            "For whom rate and budget are: each caller or all.");
    private static final Setting<Integer> MAX_CALLERS =
            Setting.of("max-callers", COUNT, Limits.NONE.maxCallers(), "Of how many callers account is kept at once.");

    private static final Setting<Duration> TIMEOUT =
            Setting.optional("timeout", TIME, "How long one attempt may take.");
    private static final Setting<Integer> ATTEMPTS =
            Setting.required("attempts", COUNT, "How often in all, the first attempt included.");
    private static final Setting<Duration> FIRST_WAIT =
            Setting.required("first-wait", WAIT, "The longest wait after the first attempt; it doubles after each.");
    private static final Setting<Duration> LONGEST_WAIT =
            Setting.required("longest-wait", WAIT, "The longest wait of all.");
    private static final Setting<Resilience.Retry> RETRY = Setting.optional(
            "retry",
            Type.object(ATTEMPTS, FIRST_WAIT, LONGEST_WAIT)
                    .as(s -> new Resilience.Retry(s.get(ATTEMPTS), s.get(FIRST_WAIT), s.get(LONGEST_WAIT))),
            "How often a failed attempt is made again.");
    private static final Setting<Double> FAILURE_SHARE = Setting.required(
            "failure-share", Type.numberAbove(0, 1), "The share of these calls that must have failed.");
    private static final Setting<Duration> PAUSE =
            Setting.required("pause", TIME, "How long the model is left alone then.");
    private static final Setting<Resilience.Circuit> CIRCUIT = Setting.optional(
            "circuit",
            Type.object(CALLS, FAILURE_SHARE, PAUSE)
                    .as(s -> new Resilience.Circuit(s.get(CALLS), s.get(FAILURE_SHARE), s.get(PAUSE))),
            "When a model that keeps failing is left alone.");

    private GuardKinds() {}

    static List<Kind<?>> all() {
        return List.of(
                Role.SPECIALIZATION.kind(
                        "limited",
                        "Bounds how much the model is used; what is not set is not bounded.",
                        Type.object(PLACES, RATE, BUDGET, SCOPE, MAX_CALLERS),
                        (settings, making) -> model -> DomainModels.limited(model, limits(settings))),
                Role.SPECIALIZATION.kind(
                        "resilient",
                        "Gets answers out of a model that fails now and then. Without settings: up to 3 attempts, and a"
                                + " circuit that opens for 30 s after 10 of 20 calls; else only what is set.",
                        Type.object(TIMEOUT, RETRY, CIRCUIT),
                        (settings, making) -> model -> DomainModels.resilient(model, resilience(settings))));
    }

    private static Limits limits(Settings settings) {
        Limits none = Limits.NONE;
        return new Limits(
                settings.find(PLACES),
                settings.find(RATE),
                settings.find(BUDGET),
                settings.get(SCOPE),
                settings.get(MAX_CALLERS),
                none.clock());
    }

    private static Limits.Budget budget(Settings settings) {
        Optional<Long> tokens = settings.find(TOKENS);
        return new Limits.Budget(
                tokens.map(OptionalLong::of).orElse(OptionalLong.empty()),
                settings.find(MONEY),
                settings.find(TIME_OF_CALLS),
                settings.get(PERIOD));
    }

    private static Money money(Settings settings) {
        try {
            return new Money(settings.get(AMOUNT), Currency.getInstance(settings.get(CURRENCY)));
        } catch (IllegalArgumentException e) { // it has no message
            throw new IllegalArgumentException("currency must be an ISO 4217 code such as JPY", e);
        }
    }

    private static Resilience resilience(Settings settings) {
        if (settings.isEmpty()) {
            return Resilience.DEFAULT;
        }
        Resilience none = Resilience.NONE;
        return new Resilience(
                settings.find(TIMEOUT), settings.find(RETRY), settings.find(CIRCUIT), none.clock(), none.random());
    }
}
