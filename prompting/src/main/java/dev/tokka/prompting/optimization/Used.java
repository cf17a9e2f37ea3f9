// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Money;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * What one call said that it used.
 *
 * @param usage as the trace tells; none if it does not
 * @param cost as the trace tells; empty if it does not
 * @param time as measured
 */
record Used(TokenUsage usage, Map<Currency, BigDecimal> cost, Duration time) {

    Used {
        cost = Map.copyOf(cost);
    }

    /** Returns what a call used that failed: nobody knows. */
    static Used unknown(Duration time) {
        return new Used(TokenUsage.NONE, Map.of(), time);
    }

    /** Returns the step of an answer that shows this; its price only if it is in one currency. */
    Trace trace() {
        Optional<Money> price = cost.size() == 1
                ? cost.entrySet().stream().findFirst().map(entry -> new Money(entry.getValue(), entry.getKey()))
                : Optional.empty();
        return Trace.of(new Step(Asked.STEP, time, usage, price, Map.of()));
    }
}
