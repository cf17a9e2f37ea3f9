// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import dev.tokka.prompting.reasoning.ChainOfThought;
import dev.tokka.prompting.reasoning.Decomposition;
import dev.tokka.prompting.reasoning.Revision;
import dev.tokka.prompting.reasoning.Verification;
import java.util.function.UnaryOperator;

/**
 * How a model works before it answers, and how many calls that takes.
 *
 * <p>Before a question is asked, as much must be left of the budget as all its calls may use, so that no question is given up
 * half-way; repairs are not among them, and count when they are made.
 *
 * @param name as reports show it; not blank
 * @param calls of one question, without repairs, at most; at least 1
 * @param reasoning what is put next to the model, beneath the prompting and what a variant puts on the model
 */
public record ReasoningChoice(String name, int calls, Specialization reasoning) {

    private static final ReasoningChoice NONE = new ReasoningChoice("no reasoning", 1, Specialization.none());

    /** Checks the components. */
    public ReasoningChoice {
        Checks.requireText(name, "name");
        Checks.requireAtLeast(1, calls, "calls");
        requireNonNull(reasoning, "reasoning");
    }

    /** Returns the choice to answer at once, by one call. */
    public static ReasoningChoice none() {
        return NONE;
    }

    /** Returns chain of thought: one call. */
    public static ReasoningChoice of(ChainOfThought reasoning) {
        return new ReasoningChoice("chain of thought", 1, reasoning);
    }

    /** Returns decomposition: a call for each sub-question, and two. */
    public static ReasoningChoice of(Decomposition reasoning) {
        int most = reasoning.subQuestions();
        return new ReasoningChoice("decomposition " + most, 2 + most, reasoning);
    }

    /** Returns draft, critique and revision: a call, and two for each round. */
    public static ReasoningChoice of(Revision reasoning) {
        int most = reasoning.rounds();
        return new ReasoningChoice("revision " + most, 1 + 2 * most, reasoning);
    }

    /** Returns verification by questions: a call for each of them, and three. */
    public static ReasoningChoice of(Verification reasoning) {
        int most = reasoning.questions();
        return new ReasoningChoice("verification " + most, 3 + most, reasoning);
    }

    /**
     * Returns a choice of your own, such as a vote:
     *
     * <pre>{@code
     * ReasoningChoice.of("vote of 3", 3, model -> DomainModels.selfConsistent(model, Sampling.of(3), Voting.MOST))
     * }</pre>
     *
     * <p>Models that it holds besides the one that it is put on are asked past the budget. No profile can hold it.
     */
    public static ReasoningChoice of(String name, int calls, Specialization reasoning) {
        return new ReasoningChoice(name, calls, reasoning);
    }

    /** Returns the reasoning where the models that plan, check and criticize are metered, too. */
    Specialization metered(UnaryOperator<DomainModel> meter) {
        if (reasoning instanceof Decomposition way) {
            return new Decomposition(
                    way.subQuestions(), way.repairs(), way.planner().map(meter));
        }
        if (reasoning instanceof Revision way) {
            return new Revision(way.rounds(), way.repairs(), way.critic().map(meter));
        }
        if (reasoning instanceof Verification way) {
            return new Verification(
                    way.questions(),
                    way.repairs(),
                    way.planner().map(meter),
                    way.checker().map(meter));
        }
        return reasoning;
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
