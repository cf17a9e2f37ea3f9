// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.TokenUsage;
import dev.tokka.evaluation.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the answers of one model took.
 *
 * @param counts how the questions ended
 * @param p50 the median time to an answer or a failure
 * @param p95 the time that 95 of 100 did not exceed
 * @param usage the tokens of all answers, as the traces tell
 * @param cost the money for all answers, as the traces tell, by currency; empty if no trace has a price
 */
public record Operations(Counts counts, Duration p50, Duration p95, TokenUsage usage, Map<Currency, BigDecimal> cost) {

    /** Copies the map. */
    public Operations {
        cost = Map.copyOf(cost);
    }

    /**
     * Returns what these outcomes took.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Operations of(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("outcomes must hold at least one");
        }
        int replies =
                (int) outcomes.stream().filter(one -> one.text().isPresent()).count();
        int answers =
                (int) outcomes.stream().filter(one -> one.given().isPresent()).count();
        List<Duration> latencies =
                outcomes.stream().map(Outcome::latency).sorted().toList();
        TokenUsage usage = outcomes.stream().map(Outcome::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
        Map<Currency, BigDecimal> cost = new HashMap<>();
        outcomes.forEach(
                one -> one.trace().cost().forEach((currency, amount) -> cost.merge(currency, amount, BigDecimal::add)));
        return new Operations(
                new Counts(replies, answers - replies, outcomes.size() - answers),
                rank(latencies, 0.50),
                rank(latencies, 0.95),
                usage,
                cost);
    }

    /** The nearest rank: the smallest value that at least this share does not exceed. */
    private static Duration rank(List<Duration> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /**
     * How questions ended.
     *
     * @param replies with a reply
     * @param abstentions with an abstention
     * @param failures with an exception
     */
    public record Counts(int replies, int abstentions, int failures) {

        /** Returns how many there are. */
        public int all() {
            return replies + abstentions + failures;
        }
    }
}
