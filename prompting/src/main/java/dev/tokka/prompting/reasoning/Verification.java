// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.Optional;

/**
 * Drafts a reply, asks questions that would show its mistakes, has them answered by a model that does not see the draft,
 * and writes the reply anew.
 *
 * <p>That takes three calls and one for each question: steps {@code "draft"}, {@code "propose questions"}, {@code "answer
 * question 1"} and so on, and {@code "revise"}. The questions are answered each on its own, so that a mistake of the draft
 * is not repeated. If the planner abstains or finds nothing to check, the draft is the answer. A draft or a revision that
 * abstains is the answer. A question without an answer is shown as "I do not know."
 *
 * <p>A {@linkplain #checkedBy checker} that retrieves makes this a check against documents. On a base that checks replies
 * against passages, lists of questions would not pass: let a {@linkplain #plannedBy model without retrieval} plan.
 *
 * @param questions the most questions, from 1 to 10
 * @param repairs how often to ask again for a draft or revision in the form of the question, from 0 to 3
 * @param planner the model that proposes questions; empty for the base itself
 * @param checker the model that answers them; empty for the base itself
 * @see <a href="https://arxiv.org/abs/2309.11495">Dhuliawala et al., Chain-of-Verification Reduces Hallucination in Large
 *     Language Models (2023), the factored variant</a>
 */
public record Verification(int questions, int repairs, Optional<DomainModel> planner, Optional<DomainModel> checker)
        implements Specialization {

    static final Verification DEFAULT = new Verification(4, 1, Optional.empty(), Optional.empty());

    private static final int MAX_QUESTIONS = 10;

    /** Checks the ranges above. */
    public Verification {
        Checks.requireIn(1, MAX_QUESTIONS, questions, "questions");
        Reasoning.requireRepairs(repairs);
        requireNonNull(planner, "planner");
        requireNonNull(checker, "checker");
    }

    /** Returns this with another limit of questions, from 1 to 10. */
    public Verification questions(int most) {
        return new Verification(most, repairs, planner, checker);
    }

    /** Returns this with another number of repairs, from 0 to 3. */
    public Verification repairs(int newRepairs) {
        return new Verification(questions, newRepairs, planner, checker);
    }

    /** Returns this with questions proposed by another model than the base. */
    public Verification plannedBy(DomainModel newPlanner) {
        return new Verification(questions, repairs, Optional.of(newPlanner), checker);
    }

    /** Returns this with questions answered by another model than the base. */
    public Verification checkedBy(DomainModel newChecker) {
        return new Verification(questions, repairs, planner, Optional.of(newChecker));
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new VerificationModel(this, requireNonNull(base, "base"));
    }
}
