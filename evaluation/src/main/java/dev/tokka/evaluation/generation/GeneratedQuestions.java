// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import dev.tokka.Checks;
import dev.tokka.evaluation.Case;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run gave: every question that a model wrote is in one of the two lists.
 *
 * @param questions those that passed all filters, in the order of the passages
 * @param rejections all others, with their reasons
 * @param calls how often models were asked; at least 0
 */
public record GeneratedQuestions(List<GeneratedQuestion> questions, List<Rejection> rejections, int calls) {

    /** Checks and copies the components. */
    public GeneratedQuestions {
        questions = List.copyOf(questions);
        rejections = List.copyOf(rejections);
        Checks.requireAtLeast(0, calls, "calls");
    }

    /** Returns the questions as cases that nobody has reviewed. */
    public List<Case> cases() {
        return questions.stream().map(GeneratedQuestion::toCase).toList();
    }

    /** Returns how many questions there are of each kind; kinds without one are absent. */
    public Map<QuestionKind, Integer> kinds() {
        Map<QuestionKind, Integer> kinds = new EnumMap<>(QuestionKind.class);
        questions.forEach(question -> kinds.merge(question.kind(), 1, Integer::sum));
        return kinds;
    }

    /** Returns how many rejections there are for each reason; reasons without one are absent. */
    public Map<Rejection.Reason, Integer> reasons() {
        Map<Rejection.Reason, Integer> reasons = new EnumMap<>(Rejection.Reason.class);
        rejections.forEach(rejection -> reasons.merge(rejection.reason(), 1, Integer::sum));
        return reasons;
    }
}
