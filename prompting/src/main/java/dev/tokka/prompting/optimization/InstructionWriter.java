// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.AnswerForm;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.prompting.Prompting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a model write instructions, shown what went wrong with those there are.
 *
 * @param model what writes
 * @param task what the questions are about; empty if nobody said
 * @param wording in which it is asked
 */
record InstructionWriter(DomainModel model, String task, Wording wording) {

    private static final String FENCE = "```";
    private static final int LONGEST = 4_000; // characters

    /**
     * Returns instructions in place of those of {@code prompting}, or empty if the model wrote none, no new ones, or very long
     * ones.
     *
     * @param number of the request: it chooses the tip and is the seed
     * @throws BudgetReachedException if the budget does not cover it
     * @throws dev.tokka.ModelException if the model is not available
     */
    Optional<String> write(Prompting prompting, List<Mistake> mistakes, int number) {
        Question question = Question.of(request(prompting, mistakes, number))
                .with(Generation.KEY, Generation.DEFAULT.withSeed(number));
        try {
            return model.answer(question)
                    .reply()
                    .map(reply -> withoutFence(reply.text()).strip())
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                    .filter(text -> !text.equals(String.join("\n", prompting.instructions())));
        } catch (QuestionRejectedException e) {
            return Optional.empty();
        }
    }

    private String request(Prompting prompting, List<Mistake> mistakes, int number) {
        List<String> parts = new ArrayList<>();
        parts.add(wording.say(Wording.Part.JOB));
        if (!task.isEmpty()) {
            parts.add(wording.say(Wording.Part.TASK) + task);
        }
        if (prompting.form() instanceof AnswerForm.OneOf oneOf) {
            parts.add(wording.say(Wording.Part.LABELS) + String.join(", ", oneOf.labels()));
        }
        parts.add(
                prompting.instructions().isEmpty()
                        ? wording.say(Wording.Part.NO_INSTRUCTIONS)
                        : wording.say(Wording.Part.NOW) + "\n" + FENCE + "\n"
                                + String.join("\n", prompting.instructions()) + "\n" + FENCE);
        parts.add(wording.say(mistakes.isEmpty() ? Wording.Part.NO_MISTAKES : Wording.Part.MISTAKES));
        mistakes.forEach(mistake -> parts.add(told(mistake)));
        List<String> tips = wording.tips();
        parts.add((wording.say(Wording.Part.DEMAND) + " " + tips.get(number % tips.size())).strip());
        parts.add(wording.say(Wording.Part.FORM));
        return String.join("\n\n", parts);
    }

    private String told(Mistake mistake) {
        StringBuilder text = new StringBuilder(wording.say(Wording.Part.QUESTION)).append(mistake.question());
        text.append('\n')
                .append(wording.say(Wording.Part.REPLY))
                .append(mistake.said().isEmpty() ? wording.say(Wording.Part.NO_REPLY) : mistake.said());
        if (!mistake.wanted().isEmpty()) {
            text.append('\n').append(wording.say(Wording.Part.RIGHT)).append(mistake.wanted());
        }
        if (!mistake.feedback().isEmpty()) {
            text.append('\n').append(wording.say(Wording.Part.REMARK)).append(mistake.feedback());
        }
        return text.toString();
    }

    /** Returns what stands between the first and the last fence, or all of it if there are no two. */
    private static String withoutFence(String reply) {
        int first = reply.indexOf(FENCE);
        int last = reply.lastIndexOf(FENCE);
        int start = first < 0 ? -1 : reply.indexOf('\n', first); // after the name of a language
        return start < 0 || last <= start ? reply : reply.substring(start, last);
    }
}
