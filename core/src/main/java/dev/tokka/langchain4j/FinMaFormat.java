// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Question;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** See {@link PromptFormats#finMa}. */
record FinMaFormat() implements PromptFormat {

    @Override
    public Prompt.Completion render(Question question, String fence) {
        Places.refuseEvidence(question, "finMa");
        Places.refuseExamples(question, "finMa");
        Places.refuseHistory(question, "finMa");
        Places.refuseSchema(question, "finMa");
        String context = Stream.concat(
                        question.instructions().stream().map(text -> Neutral.ofApplication(text, fence)),
                        Stream.of(Neutral.text(question.text(), fence)))
                .collect(Collectors.joining("\n"));
        return new Prompt.Completion("Human: \n" + context + "\n\nAssistant: \n", List.of("\nHuman:"));
    }

    @Override
    public Description describe() {
        return Probe.describe("finMa", this, false);
    }

    @Override
    public String toString() {
        return "finMa";
    }
}
