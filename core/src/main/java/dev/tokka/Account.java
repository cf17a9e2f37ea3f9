// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/** What one caller has used. Not safe for use by many threads. */
final class Account {

    private final Limits limits;
    private final ArrayDeque<Instant> begun = new ArrayDeque<>();
    private Instant budgetEnds = Instant.MIN;
    private long tokens;
    private BigDecimal money = BigDecimal.ZERO;
    private Duration time = Duration.ZERO;

    Account(Limits limits) {
        this.limits = limits;
    }

    /** Returns why a call may not begin at {@code now}, or empty if it may. */
    Optional<ModelUnavailableException> refusal(Instant now) {
        forget(now);
        if (limits.rate().isPresent() && begun.size() >= limits.rate().get().calls()) {
            Limits.Rate rate = limits.rate().get();
            return Optional.of(new ModelUnavailableException(
                    ModelUnavailableException.Reason.RATE_LIMITED,
                    "limited: " + rate.calls() + " calls in " + rate.period() + " are allowed and have been made",
                    begun.getFirst().plus(rate.period())));
        }
        if (limits.budget().isPresent() && isUsedUp(limits.budget().get())) {
            return Optional.of(new ModelUnavailableException(
                    ModelUnavailableException.Reason.BUDGET,
                    "limited: " + limits.budget().get().inWords() + " are allowed and have been used",
                    budgetEnds));
        }
        return Optional.empty();
    }

    private boolean isUsedUp(Limits.Budget budget) {
        return (budget.tokens().isPresent() && tokens >= budget.tokens().getAsLong())
                || budget.money()
                        .map(allowed -> money.compareTo(allowed.amount()) >= 0)
                        .orElse(false)
                || budget.time().map(allowed -> time.compareTo(allowed) >= 0).orElse(false);
    }

    /** Notes that a call begins at {@code now}. */
    void begin(Instant now) {
        if (limits.rate().isPresent()) {
            begun.addLast(now);
        }
        if (limits.budget().isPresent() && !now.isBefore(budgetEnds)) {
            budgetEnds = now.plus(limits.budget().get().period());
        }
    }

    /** Notes what a call has used, which counts to the period that it ends in. */
    void charge(Trace trace, Duration took) {
        if (limits.budget().isEmpty()) {
            return;
        }
        TokenUsage usage = trace.usage();
        time = time.plus(took);
        tokens = saturated(tokens, saturated(usage.input(), usage.output()));
        limits.budget()
                .get()
                .money()
                .map(allowed -> trace.cost().getOrDefault(allowed.currency(), BigDecimal.ZERO))
                .ifPresent(cost -> money = money.add(cost));
    }

    /** Returns the instant from which this is as good as new, unless more is used. */
    Instant freshAt() {
        Instant calls = limits.rate().isPresent() && !begun.isEmpty()
                ? begun.getLast().plus(limits.rate().get().period())
                : Instant.MIN;
        return calls.isAfter(budgetEnds) ? calls : budgetEnds;
    }

    private void forget(Instant now) {
        if (limits.rate().isPresent()) {
            Instant since = now.minus(limits.rate().get().period());
            while (!begun.isEmpty() && !begun.getFirst().isAfter(since)) {
                begun.removeFirst();
            }
        }
        if (!now.isBefore(budgetEnds)) {
            tokens = 0;
            money = BigDecimal.ZERO;
            time = Duration.ZERO;
        }
    }

    private static long saturated(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
