// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * A model that answers questions in one domain.
 *
 * <p>Prompted, retrieval-augmented and fine-tuned models all implement this one method, so one can be swapped for
 * another and {@link DomainModels} can build a model out of models:
 *
 * <pre>{@code
 * DomainModel model = faq.orElse(handbook);
 * Answer answer = model.answer("May I claim after 30 days?");
 * }</pre>
 *
 * <h2>Contract</h2>
 *
 * <p>Callers rely on these rules; {@code DomainModelContract} in the test kit checks them by number.
 *
 * <ol>
 *   <li>An answer is never {@code null}. A model that does not know {@linkplain Answer.Abstention abstains}; it never
 *       returns an empty reply.
 *   <li>A {@code null} question is refused with {@link NullPointerException} before any work.
 *   <li>A model may be called by many threads at once.
 *   <li>Earlier calls do not change what a later call answers: whatever an answer depends on travels in the question.
 *   <li>A failure to answer is a {@link ModelException}; any other exception is a bug.
 *   <li>The {@linkplain Deadline deadline} of the question is kept, plus one second at most, and interrupting the
 *       calling thread ends the call within 100 ms with the interrupt flag set.
 *   <li>What is streamed to the question's {@linkplain TokenSink sink} since it was last told to start over, joined, is
 *       the text of the reply, and nothing after an abstention. Exactly one answer or exception ends the call.
 *   <li>Models built alike have equal {@linkplain #describe descriptions}; a change of anything that can change answers
 *       changes the description.
 * </ol>
 */
@FunctionalInterface
public interface DomainModel {

    /**
     * Answers {@code question}, blocking until the answer is complete.
     *
     * @throws ModelException if the model could not answer; see its subclasses for what to do next
     */
    Answer answer(Question question);

    /**
     * Answers {@code Question.of(text)}.
     *
     * @throws ModelException if the model could not answer
     * @throws IllegalArgumentException if the text is blank
     */
    default Answer answer(String text) {
        return answer(Question.of(text));
    }

    /** Returns what this model is made of; {@linkplain Description#opaque opaque} unless a model says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns a model that asks {@code other} whenever this one abstains or fails, as {@link DomainModels#fallback}. */
    default DomainModel orElse(DomainModel other) {
        return DomainModels.fallback(this, other);
    }

    /** Returns this model made an expert by {@code specialization}. */
    default DomainModel with(Specialization specialization) {
        return specialization.specialize(this);
    }
}
