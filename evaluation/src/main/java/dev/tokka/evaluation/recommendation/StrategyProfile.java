// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.analysis.Report;

/**
 * What is known of one strategy.
 *
 * <p>Usually it comes {@linkplain #measured out of a report}. What an experiment cannot see, such as a licence, is added:
 *
 * <pre>{@code
 * StrategyProfile rag = StrategyProfile.of("RAG", new Quality("accuracy", true, 0.81, 0.77, 0.85, 400))
 *         .with(Operations.UNKNOWN.withLatency(Duration.ofMillis(300), Duration.ofMillis(900)))
 *         .with(Terms.UNKNOWN.withLicence("Apache-2.0").withoutEgress());
 * }</pre>
 *
 * @param name unique among the options; not blank
 * @param quality how good its answers are
 * @param operations what it takes to run it
 * @param terms under which it may be used
 * @param abilities what its answers can be relied on to do
 */
public record StrategyProfile(String name, Quality quality, Operations operations, Terms terms, Abilities abilities) {

    /** Checks the components. */
    public StrategyProfile {
        Checks.requireText(name, "name");
        requireNonNull(quality, "quality");
        requireNonNull(operations, "operations");
        requireNonNull(terms, "terms");
        requireNonNull(abilities, "abilities");
    }

    /** Returns a strategy of which nothing but the quality is known. */
    public static StrategyProfile of(String name, Quality quality) {
        return new StrategyProfile(name, quality, Operations.UNKNOWN, Terms.UNKNOWN, Abilities.UNKNOWN);
    }

    /**
     * Returns what an experiment saw of one model: the quality by the first metric of the benchmark; how long answers
     * took; what a thousand of them cost, if all prices are in one currency; how many of the replies cite; and on how many
     * of the questions without an answer it abstained, if there were such. Memory and terms are not known from answers.
     *
     * @throws IllegalArgumentException if the report is of no such model
     */
    public static StrategyProfile measured(Report report, String model) {
        return Measured.profile(requireNonNull(report, "report"), requireNonNull(model, "model"));
    }

    /** Returns this strategy with other operations. */
    public StrategyProfile with(Operations newOperations) {
        return new StrategyProfile(name, quality, newOperations, terms, abilities);
    }

    /** Returns this strategy with other terms. */
    public StrategyProfile with(Terms newTerms) {
        return new StrategyProfile(name, quality, operations, newTerms, abilities);
    }

    /** Returns this strategy with other abilities. */
    public StrategyProfile with(Abilities newAbilities) {
        return new StrategyProfile(name, quality, operations, terms, newAbilities);
    }
}
