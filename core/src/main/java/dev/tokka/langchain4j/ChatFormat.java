// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link PromptFormats#chat}. */
record ChatFormat(Optional<PromptLanguage> language) implements PromptFormat {

    @Override
    public Prompt.Chat render(Question question, String fence) {
        PromptRules rules = PromptRules.in(language.orElseGet(() -> PromptLanguage.of(question.text())));
        List<Prompt.Message> messages = new ArrayList<>();
        List<String> instructions = rules.instructions(question, fence);
        if (!instructions.isEmpty()) {
            messages.add(new Prompt.Message(Prompt.Role.SYSTEM, String.join("\n\n", instructions)));
        }
        for (Example example : question.examples()) {
            messages.add(message(Prompt.Role.USER, example.question(), fence));
            messages.add(message(Prompt.Role.MODEL, example.answer(), fence));
        }
        for (Turn turn : question.history()) {
            Prompt.Role role = turn.speaker() == Turn.Speaker.USER ? Prompt.Role.USER : Prompt.Role.MODEL;
            messages.add(message(role, turn.text(), fence));
        }
        messages.add(last(question, fence, rules));
        return new Prompt.Chat(messages);
    }

    private static Prompt.Message last(Question question, String fence, PromptRules rules) {
        String text = Neutral.text(question.text(), fence);
        return question.evidence().isEmpty()
                ? new Prompt.Message(Prompt.Role.USER, text)
                : new Prompt.Message(
                        Prompt.Role.USER,
                        rules.evidence(question, fence) + rules.words().question() + "\n" + text);
    }

    private static Prompt.Message message(Prompt.Role role, String text, String fence) {
        return new Prompt.Message(role, Neutral.text(text, fence));
    }

    @Override
    public Description describe() {
        return Probe.describe("chat", language, this);
    }

    @Override
    public String toString() {
        return language.map(known -> "chat(" + known + ")").orElse("chat");
    }
}
