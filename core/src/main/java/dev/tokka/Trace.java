// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened on the way to an answer.
 *
 * @param steps in the order in which they ended
 */
public record Trace(List<Step> steps) {

    /** Nothing was recorded. */
    public static final Trace EMPTY = new Trace(List.of());

    /** Copies the steps. */
    public Trace {
        steps = List.copyOf(steps);
    }

    /** Returns a trace of {@code steps}. */
    public static Trace of(Step... steps) {
        return new Trace(List.of(steps));
    }

    /** Returns this trace followed by {@code later}; {@link #EMPTY} changes nothing, and grouping does not matter. */
    public Trace then(Trace later) {
        if (steps.isEmpty() || later.steps.isEmpty()) {
            return steps.isEmpty() ? later : this;
        }
        Step[] all = steps.toArray(new Step[steps.size() + later.steps.size()]);
        for (int i = 0; i < later.steps.size(); i++) {
            all[steps.size() + i] = later.steps.get(i);
        }
        return Trace.of(all);
    }

    /** Returns the time of all steps together. */
    public Duration duration() {
        Duration sum = Duration.ZERO;
        for (Step step : steps) {
            sum = sum.plus(step.duration());
        }
        return sum;
    }

    /** Returns the tokens of all steps together. */
    public TokenUsage usage() {
        TokenUsage sum = TokenUsage.NONE;
        for (Step step : steps) {
            sum = sum.plus(step.usage());
        }
        return sum;
    }

    /** Returns what all steps together cost, by currency; empty if nothing has a price. */
    public Map<Currency, BigDecimal> cost() {
        Map<Currency, BigDecimal> sums = Map.of();
        for (Step step : steps) {
            if (step.cost().isPresent()) {
                Money money = step.cost().get();
                sums = sums.isEmpty() ? new HashMap<>() : sums; // most traces have no price
                sums.merge(money.currency(), money.amount(), BigDecimal::add);
            }
        }
        return Map.copyOf(sums);
    }
}
