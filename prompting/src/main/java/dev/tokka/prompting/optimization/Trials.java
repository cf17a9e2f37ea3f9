// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.QuestionRejectedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries candidates on questions, each once, on the same models and with the examples of one pool. Used by one thread. */
final class Trials {

    private final Cases cases;
    private final Models models;
    private final Pool pool;
    private final Map<Candidate, Map<Integer, Outcome>> done = new HashMap<>();

    Trials(Cases cases, Models models, Pool pool) {
        this.cases = cases;
        this.models = models;
        this.pool = pool;
    }

    Cases cases() {
        return cases;
    }

    Models models() {
        return models;
    }

    Pool pool() {
        return pool;
    }

    /**
     * Returns what {@code candidate} makes of the question {@code number}.
     *
     * @throws BudgetReachedException if it would have to be asked and the budget does not cover that
     * @throws dev.tokka.ModelException if the model is not available
     */
    Outcome outcome(Candidate candidate, int number) {
        Map<Integer, Outcome> outcomes = done.computeIfAbsent(candidate, c -> new HashMap<>());
        Outcome known = outcomes.get(number);
        if (known == null) {
            known = ask(candidate, number);
            outcomes.put(number, known);
        }
        return known;
    }

    private Outcome ask(Candidate candidate, int number) {
        GradedQuestion question = cases.questions().get(number);
        models.meter().expect(candidate.calls());
        try {
            return Outcome.of(
                    candidate
                            .without(question.cluster(), pool)
                            .specialize(models.of(candidate.combination()))
                            .answer(cases.asked(number)),
                    question.grader());
        } catch (QuestionRejectedException e) {
            return Outcome.FAILED; // wrong, never dropped
        } finally {
            models.meter().expect(1);
        }
    }

    double score(Candidate candidate, int number) {
        return outcome(candidate, number).grade().score();
    }

    /** Returns the sum of the scores. */
    double sum(Candidate candidate, List<Integer> numbers) {
        return numbers.stream().mapToDouble(number -> score(candidate, number)).sum();
    }

    /** Returns the scores by question. */
    Map<Integer, Double> scores(Candidate candidate, List<Integer> numbers) {
        Map<Integer, Double> scores = new HashMap<>();
        numbers.forEach(number -> scores.put(number, score(candidate, number)));
        return scores;
    }
}
