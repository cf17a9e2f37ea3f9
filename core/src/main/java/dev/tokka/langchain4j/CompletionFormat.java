// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.Turn;
import java.util.List;
import java.util.Optional;

/** See {@link PromptFormats#completion}. */
record CompletionFormat(Optional<PromptLanguage> language) implements PromptFormat {

    @Override
    public Prompt.Completion render(Question question, String fence) {
        PromptRules rules = PromptRules.in(language.orElseGet(() -> PromptLanguage.of(question.text())));
        PromptRules.Words words = rules.words();
        StringBuilder text = new StringBuilder();
        rules.instructions(question, fence)
                .forEach(instruction -> text.append(instruction).append("\n\n"));
        for (Example example : question.examples()) {
            text.append(words.question() + " " + Neutral.text(example.question(), fence) + "\n");
            text.append(words.answer() + " " + Neutral.text(example.answer(), fence) + "\n\n");
        }
        for (Turn turn : question.history()) {
            String speaker = turn.speaker() == Turn.Speaker.USER ? words.question() : words.answer();
            text.append(speaker + " " + Neutral.text(turn.text(), fence) + "\n\n");
        }
        text.append(rules.evidence(question, fence));
        text.append(words.question() + " " + Neutral.text(question.text(), fence) + "\n" + words.answer());
        return new Prompt.Completion(text.toString(), List.of("\n" + words.question()));
    }

    @Override
    public Description describe() {
        return Probe.describe("completion", language, this);
    }

    @Override
    public String toString() {
        return language.map(known -> "completion(" + known + ")").orElse("completion");
    }
}
