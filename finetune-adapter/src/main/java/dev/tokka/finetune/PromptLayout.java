// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Turn;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.PromptFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The messages that a model was tuned with, as the file of the model writes them. What others wrote is made harmless as
 * {@link PromptFormats#neutral} does.
 *
 * @param system how the system message begins; may be empty
 * @param grounding what it says if there is evidence; may be empty
 * @param style what it says if the question has no instructions; these stand in its place
 * @param labels what it says of the labels, with a place {@code {labels}}; empty if labels have no place
 * @param evidence a passage, with places {@code {n}} and {@code {text}}; empty if evidence has no place
 * @param question the question, with a place {@code {question}}
 */
record PromptLayout(String system, String grounding, String style, String labels, String evidence, String question)
        implements PromptFormat {

    PromptLayout {
        requirePlace(question, "question", "{question}");
        if (!evidence.isEmpty()) {
            requirePlace(evidence, "evidence", "{text}");
        }
        if (!labels.isEmpty()) {
            requirePlace(labels, "labels", "{labels}");
        }
    }

    private static void requirePlace(String text, String name, String place) {
        if (!text.contains(place)) {
            throw new IllegalArgumentException("expected " + place + " in \"" + name + "\" but there is none");
        }
    }

    @Override
    public Prompt.Chat render(Question asked, String fence) {
        refuse(!asked.evidence().isEmpty() && evidence.isEmpty(), "evidence");
        refuse(asked.form() instanceof AnswerForm.OneOf && labels.isEmpty(), "labels");
        refuse(asked.form() instanceof AnswerForm.JsonSchema, "a JSON schema");
        List<Prompt.Message> messages = new ArrayList<>();
        String told = told(asked);
        if (!told.isEmpty()) {
            messages.add(new Prompt.Message(Prompt.Role.SYSTEM, told));
        }
        for (Example example : asked.examples()) {
            messages.add(new Prompt.Message(Prompt.Role.USER, written(example.question())));
            messages.add(new Prompt.Message(Prompt.Role.MODEL, PromptFormats.neutral(example.answer())));
        }
        for (Turn turn : asked.history()) {
            messages.add(
                    turn.speaker() == Turn.Speaker.USER
                            ? new Prompt.Message(Prompt.Role.USER, written(turn.text()))
                            : new Prompt.Message(Prompt.Role.MODEL, PromptFormats.neutral(turn.text())));
        }
        messages.add(new Prompt.Message(Prompt.Role.USER, passages(asked.evidence()) + written(asked.text())));
        return new Prompt.Chat(messages);
    }

    private static void refuse(boolean present, String what) {
        if (present) {
            throw new QuestionRejectedException("prompt layout: the question has " + what
                    + ", for which the template that the model was tuned with has no place");
        }
    }

    private String told(Question asked) {
        List<String> told = new ArrayList<>();
        told.add(system);
        if (!asked.evidence().isEmpty()) {
            told.add(grounding);
        }
        if (asked.instructions().isEmpty()) {
            told.add(style);
        }
        asked.instructions().forEach(instruction -> told.add(PromptFormats.neutral(instruction)));
        if (asked.form() instanceof AnswerForm.OneOf one) {
            told.add(labels.replace("{labels}", PromptFormats.neutral(String.join(", ", one.labels()))));
        }
        return told.stream().filter(text -> !text.isBlank()).collect(Collectors.joining(" "));
    }

    private String written(String text) {
        return question.replace("{question}", PromptFormats.neutral(text));
    }

    private String passages(List<Passage> passages) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < passages.size(); i++) {
            String passage = PromptFormats.neutral(passages.get(i).text());
            text.append(evidence.replace("{n}", String.valueOf(i + 1)).replace("{text}", passage))
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public Description describe() {
        return Description.of("prompt", "layout")
                .with("system", system)
                .with("grounding", grounding)
                .with("style", style)
                .with("labels", labels)
                .with("evidence", evidence)
                .with("question", question);
    }

    @Override
    public String toString() {
        return "layout";
    }
}
