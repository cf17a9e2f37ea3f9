// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.prompting.Examples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The examples that candidates may be shown, and of which questions they are.
 *
 * <p>Labelled questions show the wanted answer, others what the model itself answered right. What rests on earlier turns or on
 * evidence is no example: the example would not tell what made the answer right.
 */
final class Pool {

    /** No examples. */
    static final Pool EMPTY = new Pool(Map.of());

    private final Map<Example, Set<String>> clusters;
    private final List<Example> examples;
    private final Examples ranking;
    private final Map<Shots, List<Example>> orders = new HashMap<>();

    private Pool(Map<Example, Set<String>> clusters) {
        this.clusters = clusters;
        this.examples = List.copyOf(clusters.keySet());
        this.ranking = Examples.nearest(Math.max(1, examples.size()), examples);
    }

    /** Returns the examples that {@code questions} give, where {@code start} has been asked them. */
    static Pool of(Cases cases, List<Integer> questions, Trials trials, Candidate start) {
        Map<Example, Set<String>> clusters = new LinkedHashMap<>();
        for (int number : questions) {
            GradedQuestion graded = cases.questions().get(number);
            Question question = graded.question();
            if (!question.history().isEmpty() || !question.evidence().isEmpty()) {
                continue;
            }
            Outcome outcome = trials.outcome(start, number);
            graded.wanted()
                    .or(() -> outcome.right())
                    .map(answer -> new Example(question.text(), answer))
                    .ifPresent(example -> clusters.computeIfAbsent(example, e -> new HashSet<>())
                            .add(graded.cluster()));
        }
        return new Pool(clusters);
    }

    List<Example> examples() {
        return examples;
    }

    boolean isEmpty() {
        return examples.isEmpty();
    }

    /** Returns the examples that {@code shots} shows with {@code question}, none of which is of the cluster {@code without}. */
    List<Example> choose(Shots shots, Question question, String without) {
        List<Example> all = shots.choice() == Shots.Choice.FIXED
                ? orders.computeIfAbsent(shots, s -> s.order(examples))
                : ranking.select(question);
        List<Example> allowed = new ArrayList<>(all);
        allowed.removeIf(example -> clusters.getOrDefault(example, Set.of()).contains(without));
        int count = Math.min(shots.count(), allowed.size());
        return switch (shots.choice()) {
            case AS_GIVEN -> List.of();
            case FIXED -> allowed.subList(0, count);
            case NEAREST -> allowed.subList(allowed.size() - count, allowed.size());
            case VARIED -> VariedExamples.chosen(allowed, count);
        };
    }
}
