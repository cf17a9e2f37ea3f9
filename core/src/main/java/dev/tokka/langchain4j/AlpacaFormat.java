// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Question;
import java.util.List;

/** See {@link PromptFormats#alpaca}. */
record AlpacaFormat() implements PromptFormat {

    private static final String REQUEST = "Write a response that appropriately completes the request.\n\n";
    private static final String PLAIN = "Below is an instruction that describes a task. " + REQUEST;
    private static final String WITH_INPUT = "Below is an instruction that describes a task, paired with an input that"
            + " provides further context. " + REQUEST;

    @Override
    public Prompt.Completion render(Question question, String fence) {
        Places.refuseEvidence(question, "alpaca");
        Places.refuseExamples(question, "alpaca");
        Places.refuseHistory(question, "alpaca");
        String text = Neutral.text(question.text(), fence);
        List<String> told = PromptRules.in(PromptLanguage.ENGLISH).instructions(question, fence);
        String task = told.isEmpty()
                ? PLAIN + "### Instruction:\n" + text
                : WITH_INPUT + "### Instruction:\n" + String.join("\n", told) + "\n\n### Input:\n" + text;
        return new Prompt.Completion(task + "\n\n### Response:", List.of("\n### Instruction:"));
    }

    @Override
    public Description describe() {
        return Probe.describe("alpaca", this, false);
    }

    @Override
    public String toString() {
        return "alpaca";
    }
}
