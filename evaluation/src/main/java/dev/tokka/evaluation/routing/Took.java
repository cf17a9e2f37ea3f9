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

/**
 * What the answers of a strategy took; all strategies were asked the same.
 *
 * @param money of all answers; empty if it is not known
 * @param seconds of an answer in the mean
 */
record Took(String strategy, Optional<Money> money, double seconds) {

    static Took of(String strategy, Results results) {
        Map<Currency, BigDecimal> costs = new HashMap<>();
        Duration latency = Duration.ZERO;
        int answers = 0;
        for (List<Outcome> outcomes : results.outcomes(strategy).values()) {
            for (Outcome outcome : outcomes) {
                latency = latency.plus(outcome.latency());
                answers++;
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
        return new Took(strategy, money, latency.toNanos() / 1e9 / Math.max(1, answers));
    }

    /** Returns whether seconds would change places if they were measured again: the same as a recommendation takes for equal. */
    static boolean alike(double least, double more) {
        return more <= Math.max(least * 1.2, least + 0.001);
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
