// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;

/** See {@link PromptFormats#meditronFewShot}. */
record MeditronFewShotFormat() implements PromptFormat {

    @Override
    public Prompt.Completion render(Question question, String fence) {
        Places.refuseEvidence(question, "meditronFewShot");
        Places.refuseHistory(question, "meditronFewShot");
        Places.refuseSchema(question, "meditronFewShot");
        StringBuilder text = new StringBuilder(MeditronFormat.system(question, fence));
        for (Example example : question.examples()) {
            text.append("Question: " + Neutral.text(example.question(), fence) + "\n");
            text.append(MeditronFormat.ASKING + " " + Neutral.text(example.answer(), fence) + "\n\n");
        }
        text.append("Question: " + Neutral.text(question.text(), fence) + "\n" + MeditronFormat.ASKING);
        // The line ends only without examples: with them, the published code cuts the last character off.
        text.append(question.examples().isEmpty() ? "\n" : "");
        return new Prompt.Completion(text.toString(), List.of("###", "\nQuestion:"));
    }

    @Override
    public Description describe() {
        return Probe.describe("meditronFewShot", this, true);
    }

    @Override
    public String toString() {
        return "meditronFewShot";
    }
}
