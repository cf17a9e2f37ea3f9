// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import dev.tokka.Step;
import dev.tokka.Trace;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What answers cost, and so which strategy is cheap: by money, then by mean latency, then by the order of the candidates. A
 * strategy whose money is not known counts as dearer than all of which it is. Latencies count as equal if they exceed the least
 * of them by at most a fifth or a millisecond: measured again, they change places, and the router would be another.
 *
 * @param perAnswer the price of every answer of a strategy, for those where it is not what the traces say, such as a model
 *     on a machine of your own; not negative
 */
public record Costs(Map<String, Money> perAnswer) {

    /** Money as the traces say, and latency as measured. */
    public static final Costs MEASURED = new Costs(Map.of());

    /** Checks and copies the prices. */
    public Costs {
        perAnswer = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(perAnswer)));
        perAnswer.forEach((strategy, money) -> {
            if (money.amount().signum() < 0) {
                throw new IllegalArgumentException(
                        "the price of " + strategy + " must not be negative but is " + money.amount());
            }
        });
    }

    /** Returns these costs with a price for every answer of a strategy, whatever its traces say. */
    public Costs withMoney(String strategy, Money price) {
        Map<String, Money> copy = new LinkedHashMap<>(perAnswer);
        copy.put(requireNonNull(strategy, "strategy"), requireNonNull(price, "price"));
        return new Costs(copy);
    }

    /** Returns the results as they would be at these prices. */
    Results priced(Results results) {
        Set<String> unknown = new HashSet<>(perAnswer.keySet());
        results.models().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "prices must be of " + results.models() + " but there are some of " + unknown);
        }
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : results.entries()) {
            Optional<Money> price = Optional.ofNullable(perAnswer.get(entry.model()));
            entries.add(price.map(money ->
                            new Entry(entry.model(), entry.caseId(), entry.seed(), priced(entry.outcome(), money)))
                    .orElse(entry));
        }
        return new Results(results.benchmark(), results.fingerprints(), entries);
    }

    /** A failure has no trace and costs nothing. */
    private static Outcome priced(Outcome outcome, Money price) {
        if (!(outcome instanceof Outcome.Answered answered)) {
            return outcome;
        }
        List<Step> steps = new ArrayList<>();
        for (Step step : outcome.trace().steps()) {
            steps.add(new Step(step.name(), step.duration(), step.usage(), Optional.empty(), step.details()));
        }
        Step paid = Step.of("price", Duration.ZERO, Map.of());
        steps.add(new Step(paid.name(), paid.duration(), paid.usage(), Optional.of(price), paid.details()));
        return new Outcome.Answered(answered.answer().withTrace(new Trace(steps)), outcome.latency());
    }

    /** Returns what each strategy took, cheapest first. */
    static List<Took> cheapestFirst(Results priced) {
        List<Took> all = new ArrayList<>();
        for (String strategy : priced.models()) {
            all.add(Took.of(strategy, priced));
        }
        Took.requireOneCurrency(all);
        Comparator<Took> byMoney = Comparator.comparing(
                took -> took.money().map(Money::amount).orElse(null), Comparator.nullsLast(Comparator.naturalOrder()));
        all.sort(byMoney.thenComparingDouble(Took::seconds));
        List<Took> ordered = new ArrayList<>();
        for (int start = 0; start < all.size(); start = ordered.size()) {
            Took least = all.get(start);
            all.subList(start, all.size()).stream()
                    .takeWhile(took -> byMoney.compare(least, took) == 0 && Took.alike(least.seconds(), took.seconds()))
                    .sorted(Comparator.comparingInt(took -> priced.models().indexOf(took.strategy())))
                    .forEach(ordered::add);
        }
        return ordered;
    }
}
