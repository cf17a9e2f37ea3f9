// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import java.util.List;

/** See {@link PromptFormats#finGpt}. */
record FinGptFormat() implements PromptFormat {

    @Override
    public Prompt.Completion render(Question question, String fence) {
        if (question.instructions().isEmpty()) {
            throw new QuestionRejectedException("prompt format finGpt: expected an instruction but there is none");
        }
        if (!question.evidence().isEmpty()
                || !question.examples().isEmpty()
                || !question.history().isEmpty()) {
            throw new QuestionRejectedException("prompt format finGpt: expected instructions and a text only but the"
                    + " question has evidence, examples or a history, for which the format has no place");
        }
        String instruction =
                Neutral.ofApplication(String.join(" ", question.instructions()), fence) + form(question, fence);
        String input = Neutral.text(question.text(), fence);
        return new Prompt.Completion(
                "Instruction: " + instruction + "\nInput: " + input + "\nAnswer: ", List.of("\nInstruction:"));
    }

    private static String form(Question question, String fence) {
        if (question.form() instanceof AnswerForm.OneOf one) {
            return " Please choose an answer from {" + Neutral.ofApplication(String.join("/", one.labels()), fence)
                    + "}.";
        }
        if (question.form() instanceof AnswerForm.JsonSchema) {
            throw new QuestionRejectedException("prompt format finGpt: a JSON schema has no place in it");
        }
        return "";
    }

    @Override
    public Description describe() {
        return Probe.describe(this);
    }

    @Override
    public String toString() {
        return "finGpt";
    }
}
