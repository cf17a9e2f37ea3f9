// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return new Trace(Stream.concat(steps.stream(), later.steps.stream()).toList());
    }

    /** Returns the time of all steps together. */
    public Duration duration() {
        return steps.stream().map(Step::duration).reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the tokens of all steps together. */
    public TokenUsage usage() {
        return steps.stream().map(Step::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
    }

    /** Returns what all steps together cost, by currency; empty if nothing has a price. */
    public Map<Currency, BigDecimal> cost() {
        return steps.stream()
                .flatMap(step -> step.cost().stream())
                .collect(Collectors.toUnmodifiableMap(Money::currency, Money::amount, BigDecimal::add));
    }
}
