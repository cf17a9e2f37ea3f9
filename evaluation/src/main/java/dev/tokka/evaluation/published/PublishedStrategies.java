// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.published;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.published.PublishedNumber.Comparability;
import dev.tokka.evaluation.published.PublishedNumber.Source;
import dev.tokka.evaluation.published.PublishedNumber.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What retrieval and fine-tuning each added to one model in a publication, and both together. The same for a domain of
 * one's own is {@link dev.tokka.evaluation.analysis.StrategyTable}.
 *
 * @param task what was asked
 * @param model the base model; not blank
 * @param tuning how it was fine-tuned, as the source calls it; not blank
 * @param values of the metric, of which more is better
 * @param source where the four numbers stand
 * @param comparability of the number of both together
 */
public record PublishedStrategies(
        Task task, String model, String tuning, Values values, Source source, Comparability comparability) {

    private static final String OVADIA = "arXiv:2312.05934";
    private static final String BASE = "base";
    private static final String RETRIEVAL = "RAG";
    private static final String AND_RETRIEVAL = " + RAG";

    private record Group(Task task, String model, Source source) {}

    /** Checks that all are given. */
    public PublishedStrategies {
        requireNonNull(task, "task");
        Checks.requireText(model, "model");
        Checks.requireText(tuning, "tuning");
        requireNonNull(values, "values");
        requireNonNull(source, "source");
        requireNonNull(comparability, "comparability");
    }

    /**
     * The metric of four strategies, percentages as shares.
     *
     * @param base of the model as it is
     * @param retrieval of the model with retrieval
     * @param tuned of the fine-tuned model
     * @param both of the fine-tuned model with retrieval
     */
    public record Values(double base, double retrieval, double tuned, double both) {

        /** Returns the better one of retrieval and fine-tuning alone. */
        public double better() {
            return Math.max(retrieval, tuned);
        }

        /** Returns the combination less the better one alone: negative where combining did harm. */
        public double overBetter() {
            return both - better();
        }

        /** Returns the gain of the combination over the base less the sum of the two gains. */
        public double interaction() {
            return both - tuned - retrieval + base;
        }

        /** Returns (value - base) / base, equation 5 of Ovadia et al. 2023, or empty where the base has 0. */
        public OptionalDouble relativeGain(double value) {
            return base == 0 ? OptionalDouble.empty() : OptionalDouble.of((value - base) / base);
        }
    }

    /**
     * Returns the rows of tables 1 and 2 of "Fine-Tuning or Retrieval?" (Ovadia et al. 2023, arXiv 2312.05934): 30 of
     * five subjects of MMLU, three models and 0 or 5 shots, and 6 of current events, three models and two ways to tune.
     */
    public static List<PublishedStrategies> fineTuningOrRetrieval() {
        return of(PublishedNumbers.load().only(one -> one.source().id().equals(OVADIA)));
    }

    /**
     * Returns every complete set of four: the methods {@code base} and {@code RAG}, and any other method that is there
     * both alone and with {@code + RAG}, of one model, on one task, at one place of a source.
     */
    public static List<PublishedStrategies> of(PublishedNumbers numbers) {
        Map<Group, Map<String, PublishedNumber>> groups = new LinkedHashMap<>();
        for (PublishedNumber one : numbers.all()) {
            groups.computeIfAbsent(
                            new Group(one.task(), one.entrant().model(), one.source()), group -> new LinkedHashMap<>())
                    .put(one.entrant().method(), one);
        }
        List<PublishedStrategies> sets = new ArrayList<>();
        groups.forEach((group, byMethod) -> byMethod.keySet().stream()
                .filter(method -> !method.equals(BASE))
                .filter(method -> byMethod.keySet().containsAll(List.of(BASE, RETRIEVAL, method + AND_RETRIEVAL)))
                .forEach(method -> sets.add(set(group, method, byMethod))));
        return List.copyOf(sets);
    }

    private static PublishedStrategies set(Group group, String tuning, Map<String, PublishedNumber> byMethod) {
        PublishedNumber both = requireNonNull(byMethod.get(tuning + AND_RETRIEVAL));
        Values values = new Values(
                value(requireNonNull(byMethod.get(BASE))),
                value(requireNonNull(byMethod.get(RETRIEVAL))),
                value(requireNonNull(byMethod.get(tuning))),
                value(both));
        return new PublishedStrategies(group.task, group.model, tuning, values, group.source, both.comparability());
    }

    private static double value(PublishedNumber number) {
        return number.value().normalized().doubleValue();
    }
}
