// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import dev.tokka.evaluation.analysis.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which strategy to use, and why.
 *
 * <p>Constraints come first: what does not satisfy them is out, however good it is. Of the admissible, the one with the
 * best quality as measured counts, and with it all that the data do not tell apart from it: those whose adjusted
 * p-value is above the level, and those that were not compared to it. Among these <em>tied</em> the cheapest is chosen,
 * by money, then latency (p95), then memory, memory of accelerators, quality and name; what is not known counts as dear.
 * Latencies count as equal if they exceed the least by at most a fifth or a millisecond: measured again, they change places.
 *
 * <p>The <em>front</em> (Pareto) is the admissible that no other admissible dominates: at least as good in quality, money,
 * latency and both kinds of memory, and better in one. A value that is not known of one of two leaves open which of them
 * is better, so neither dominates; a value that is known of none is left aside.
 *
 * <p>The order of the options does not matter; loosening a constraint never removes an admissible option.
 *
 * @param constraints what was required
 * @param comparisons which differences are real
 * @param admissible those that satisfy all constraints, the best quality first
 * @param excluded all others with the reasons, those nearest to being admissible first
 * @param front those of the admissible that no other dominates, in the same order
 * @param choice empty if nothing is admissible
 */
public record Recommendation(
        Constraints constraints,
        Comparisons comparisons,
        List<StrategyProfile> admissible,
        List<Excluded> excluded,
        List<StrategyProfile> front,
        Optional<Choice> choice) {

    private static final Comparator<StrategyProfile> BEST_FIRST =
            Axis.QUALITY.knownFirst().thenComparing(Axis.CHEAPEST_FIRST);

    /** Checks and copies the components. */
    public Recommendation {
        requireNonNull(constraints, "constraints");
        requireNonNull(comparisons, "comparisons");
        admissible = List.copyOf(admissible);
        excluded = List.copyOf(excluded);
        front = List.copyOf(front);
        requireNonNull(choice, "choice");
    }

    /**
     * Returns the recommendation for some options.
     *
     * @param options at least one, with different names, the same metric and one currency
     * @param constraints what is required, in the same currency
     * @param comparisons of the options; pairs that are missing count as not distinguishable
     * @throws IllegalArgumentException if the options cannot be compared, or a comparison names none of them
     */
    public static Recommendation of(
            Collection<StrategyProfile> options, Constraints constraints, Comparisons comparisons) {
        requireComparable(options);
        requireOneCurrency(options, constraints);
        requireKnown(options, comparisons);
        List<StrategyProfile> admissible = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        for (StrategyProfile option : options) {
            List<Miss> misses = constraints.misses(option);
            if (misses.isEmpty()) {
                admissible.add(option);
            } else {
                excluded.add(new Excluded(option, misses));
            }
        }
        admissible.sort(BEST_FIRST);
        excluded.sort(Excluded.NEAREST_FIRST);
        return new Recommendation(
                constraints,
                comparisons,
                admissible,
                excluded,
                Axis.front(admissible),
                choose(admissible, comparisons));
    }

    /**
     * Returns the recommendation for the models of a report.
     *
     * <pre>{@code
     * Recommendation.of(report, measured -> measured.with(terms.get(measured.name())), constraints);
     * }</pre>
     *
     * @param known adds to what was {@linkplain StrategyProfile#measured measured} what is known of each strategy besides,
     *     such as its licence and its memory; must keep name and quality
     * @throws IllegalArgumentException as {@link #of(Collection, Constraints, Comparisons)} does
     */
    public static Recommendation of(Report report, UnaryOperator<StrategyProfile> known, Constraints constraints) {
        List<StrategyProfile> options = report.results().models().stream()
                .map(model -> known.apply(StrategyProfile.measured(report, model)))
                .toList();
        return of(options, constraints, Comparisons.measured(report));
    }

    /** Returns all options: the admissible, then the others, each in their order. */
    public List<StrategyProfile> options() {
        return Stream.concat(admissible.stream(), excluded.stream().map(Excluded::option))
                .toList();
    }

    /** Returns the chosen strategy, or empty if nothing is admissible. */
    public Optional<StrategyProfile> chosen() {
        return choice.map(Choice::chosen);
    }

    /**
     * Returns the recommendation with its reasons as Markdown, ended by a line break.
     *
     * @param locale Japanese for {@code ja}, else English
     */
    public String toMarkdown(Locale locale) {
        return new Reasoning(
                        this, requireNonNull(locale, "locale").getLanguage().equals("ja"))
                .write();
    }

    private static Optional<Choice> choose(List<StrategyProfile> bestFirst, Comparisons comparisons) {
        if (bestFirst.isEmpty()) {
            return Optional.empty();
        }
        StrategyProfile best = bestFirst.get(0);
        List<StrategyProfile> tied = bestFirst.stream()
                .filter(option -> !comparisons.tellApart(best.name(), option.name()))
                .sorted(Axis.CHEAPEST_FIRST)
                .toList();
        return Optional.of(new Choice(Axis.cheapest(tied), best, tied));
    }

    private static void requireComparable(Collection<StrategyProfile> options) {
        if (options.isEmpty()) {
            throw new IllegalArgumentException("options must hold at least one");
        }
        Quality first = options.iterator().next().quality();
        Set<String> names = new HashSet<>();
        for (StrategyProfile option : options) {
            if (!names.add(option.name())) {
                throw new IllegalArgumentException("names must differ but two options are called " + option.name());
            }
            Quality quality = option.quality();
            if (!quality.metric().equals(first.metric()) || quality.higherIsBetter() != first.higherIsBetter()) {
                throw new IllegalArgumentException("options must be measured by one metric but are by " + first.metric()
                        + " and, " + option.name() + ", by " + quality.metric());
            }
        }
    }

    private static void requireOneCurrency(Collection<StrategyProfile> options, Constraints constraints) {
        Stream<Money> prices = options.stream().flatMap(option -> option.operations().moneyPerThousand().stream());
        List<String> currencies = Stream.concat(prices, constraints.maxMoney().stream())
                .map(money -> money.currency().getCurrencyCode())
                .distinct()
                .sorted()
                .toList();
        if (currencies.size() > 1) {
            throw new IllegalArgumentException(
                    "money must be in one currency, also that of the constraint, but is in " + currencies);
        }
    }

    private static void requireKnown(Collection<StrategyProfile> options, Comparisons comparisons) {
        Set<String> names = new HashSet<>();
        options.forEach(option -> names.add(option.name()));
        for (PairedDifference difference : comparisons.differences()) {
            for (String name : List.of(difference.first(), difference.second())) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException("comparisons must be of the options but one is of " + name);
                }
            }
        }
    }
}
