// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Question;
import java.util.List;

/** See {@link PromptFormats#meditron}. */
record MeditronFormat() implements PromptFormat {

    static final String ASKING = "The answer is:";

    private static final String END = "<|im_end|>";

    @Override
    public Prompt.Completion render(Question question, String fence) {
        Places.refuseEvidence(question, "meditron");
        Places.refuseExamples(question, "meditron");
        Places.refuseHistory(question, "meditron");
        Places.refuseSchema(question, "meditron");
        String asking = question.form() instanceof AnswerForm.OneOf ? ASKING + "\n" : "";
        return new Prompt.Completion(
                "<|im_start|>question\n"
                        + system(question, fence)
                        + "Question: " + Neutral.text(question.text(), fence) + "\n"
                        + asking
                        + END + "\n<|im_start|>answer\n",
                List.of(END, "###"));
    }

    /** Returns the instructions, a line each. */
    static String system(Question question, String fence) {
        StringBuilder text = new StringBuilder();
        question.instructions().forEach(instruction -> text.append(Neutral.ofApplication(instruction, fence) + "\n"));
        return text.toString();
    }

    @Override
    public Description describe() {
        return Probe.describe("meditron", this, false);
    }

    @Override
    public String toString() {
        return "meditron";
    }
}
