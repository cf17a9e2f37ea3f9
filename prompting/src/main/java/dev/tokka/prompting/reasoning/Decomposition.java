// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.Optional;

/**
 * Splits a question into simpler ones, has them answered in order, each with the answers before it, and then the question
 * itself with all of them.
 *
 * <p>That takes two calls and one for each sub-question: steps {@code "propose sub-questions"}, {@code "answer sub-question
 * 1"} and so on, and {@code "combine"}. A question that need not be split takes two: {@code "answer"} is the second. It is
 * so too if the planner abstains or lists no question, and if it lists too many, the first ones count.
 *
 * <p>The sub-questions are asked as questions of their own, so a base that retrieves looks for each. What their answers
 * cite becomes evidence of the question, numbered after that which it has. A sub-question without an answer is shown as
 * "I do not know."
 *
 * <p>On a base that checks replies against passages, lists of questions would not pass: let a {@linkplain #plannedBy model
 * without retrieval} plan.
 *
 * @param subQuestions the most sub-questions, from 1 to 10
 * @param repairs how often to ask again for an answer in the form of the question, from 0 to 3
 * @param planner the model that proposes sub-questions; empty for the base itself
 * @see <a href="https://arxiv.org/abs/2205.10625">Zhou et al., Least-to-Most Prompting (2022)</a>
 * @see <a href="https://arxiv.org/abs/2210.03350">Press et al., Measuring and Narrowing the Compositionality Gap
 *     (2022)</a>
 */
public record Decomposition(int subQuestions, int repairs, Optional<DomainModel> planner) implements Specialization {

    static final Decomposition DEFAULT = new Decomposition(4, 1, Optional.empty());

    private static final int MAX_SUB_QUESTIONS = 10;

    /** Checks the ranges above. */
    public Decomposition {
        Checks.requireIn(1, MAX_SUB_QUESTIONS, subQuestions, "subQuestions");
        Reasoning.requireRepairs(repairs);
        requireNonNull(planner, "planner");
    }

    /** Returns this with another limit of sub-questions, from 1 to 10. */
    public Decomposition subQuestions(int most) {
        return new Decomposition(most, repairs, planner);
    }

    /** Returns this with another number of repairs, from 0 to 3. */
    public Decomposition repairs(int newRepairs) {
        return new Decomposition(subQuestions, newRepairs, planner);
    }

    /** Returns this with sub-questions proposed by another model than the base. */
    public Decomposition plannedBy(DomainModel newPlanner) {
        return new Decomposition(subQuestions, repairs, Optional.of(newPlanner));
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new DecompositionModel(this, requireNonNull(base, "base"));
    }
}
