// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Money;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all answers of a strategy together took; all strategies were asked the same. */
record Took(String strategy, Optional<Money> money, Duration latency) {

    static Took of(String strategy, Results results) {
        Map<Currency, BigDecimal> costs = new HashMap<>();
        Duration latency = Duration.ZERO;
        for (List<Outcome> outcomes : results.outcomes(strategy).values()) {
            for (Outcome outcome : outcomes) {
                latency = latency.plus(outcome.latency());
                outcome.trace().cost().forEach((currency, amount) -> costs.merge(currency, amount, BigDecimal::add));
            }
        }
        if (costs.size() > 1) {
            throw new IllegalArgumentException("what " + strategy + " costs must be in one currency but is in "
                    + costs.keySet() + "; give a price for its answers instead");
        }
        Optional<Money> money = costs.entrySet().stream()
                .map(cost -> new Money(cost.getValue(), cost.getKey()))
                .findFirst();
        return new Took(strategy, money, latency);
    }

    static void requireOneCurrency(List<Took> all) {
        Set<Currency> currencies = new HashSet<>();
        all.forEach(took -> took.money.ifPresent(money -> currencies.add(money.currency())));
        if (currencies.size() > 1) {
            throw new IllegalArgumentException("what strategies cost must be in one currency but is in " + currencies
                    + "; give prices for their answers instead");
        }
    }

    /** Returns the currency in which all have a price; empty if one has none. */
    static Optional<Currency> currency(List<Took> all) {
        return all.stream().allMatch(took -> took.money.isPresent())
                ? all.get(0).money.map(Money::currency)
                : Optional.empty();
    }
}
