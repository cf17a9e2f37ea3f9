// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As equally many questions of each kind as there are. Both lists have the order of the questions. */
record Balance(List<GeneratedQuestion> kept, List<GeneratedQuestion> surplus) {

    static Balance of(List<GeneratedQuestion> questions, int limit) {
        Map<QuestionKind, Integer> seen = new EnumMap<>(QuestionKind.class);
        Map<GeneratedQuestion, Integer> rounds = new HashMap<>();
        for (GeneratedQuestion question : questions) {
            rounds.put(question, seen.merge(question.kind(), 1, Integer::sum));
        }
        Set<GeneratedQuestion> kept = new HashSet<>();
        questions.stream()
                .sorted(Comparator.comparing(rounds::get))
                .limit(limit)
                .forEach(kept::add);
        return new Balance(
                questions.stream().filter(kept::contains).toList(),
                questions.stream().filter(question -> !kept.contains(question)).toList());
    }
}
