// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import dev.tokka.Specialization;

/**
 * Lets a model reason in words before it answers, and keeps these words out of the reply.
 *
 * <p>The model is told to write its reasoning, then a line that begins with {@code Final answer:} (in Japanese {@code
 * 最終回答：}) and its answer. The reply is what stands after the last such mark, with the citations that belong there;
 * a bare "I do not know." there is an abstention. A reply without a mark, with nothing after it, or with the reasoning
 * after it, is refused, and the model is asked again, with that reply and what is wrong with it; after the last attempt
 * that is a {@link dev.tokka.QuestionRejectedException}.
 *
 * <p>If the question has a form, only the final answer must have it, and markers such as {@code [1]} after it are left out.
 * A reply without a mark that has the form as a whole is taken. The number of repairs holds for mark and form together.
 *
 * <p>Examples may show the reasoning and the mark too. If any does not, the model is told to write both all the same.
 *
 * <p>The step {@code "reason"} of the trace tells how long the reasoning is and its SHA-256, and its text only if that is
 * {@linkplain #keepReasoning asked for}.
 *
 * <p>Several chains and a vote, that is self-consistency (Wang et al., 2022), need no more than the combinator, which
 * counts final answers:
 *
 * <pre>{@code
 * DomainModels.selfConsistent(base.with(Reasoning.chainOfThought()), Sampling.of(5), Voting.MOST)
 * }</pre>
 *
 * @param repairs how often to ask again for a final answer, from 0 to 3
 * @param keepsReasoning whether the text of the reasoning is kept in the trace
 * @see <a href="https://arxiv.org/abs/2201.11903">Wei et al., Chain-of-Thought Prompting (2022)</a>
 * @see <a href="https://arxiv.org/abs/2205.11916">Kojima et al., Large Language Models are Zero-Shot Reasoners (2022)</a>
 * @see <a href="https://arxiv.org/abs/2203.11171">Wang et al., Self-Consistency (2022)</a>
 */
public record ChainOfThought(int repairs, boolean keepsReasoning) implements Specialization {

    static final ChainOfThought DEFAULT = new ChainOfThought(1, false);

    /** Checks the range above. */
    public ChainOfThought {
        Reasoning.requireRepairs(repairs);
    }

    /** Returns this with another number of repairs, from 0 to 3. */
    public ChainOfThought repairs(int newRepairs) {
        return new ChainOfThought(newRepairs, keepsReasoning);
    }

    /**
     * Returns this with the text of the reasoning kept in the trace, as the detail {@code "reasoning"}. It may repeat the
     * question and the evidence, so whoever may read traces must be allowed to read these.
     */
    public ChainOfThought keepReasoning() {
        return new ChainOfThought(repairs, true);
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new ChainOfThoughtModel(this, requireNonNull(base, "base"));
    }
}
