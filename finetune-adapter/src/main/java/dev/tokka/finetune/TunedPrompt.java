// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.PromptFormats;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The prompt that a model was tuned with.
 *
 * @param format writes it
 * @param raw whether it is one text, which a chat template would break, instead of messages
 * @param template the SHA-256 of the chat template that wrapped the messages in training, if it is known
 */
record TunedPrompt(PromptFormat format, boolean raw, Optional<String> template) {

    private static final Map<String, Supplier<PromptFormat>> RAW = Map.of(
            "completion", PromptFormats::completion,
            "finGpt", PromptFormats::finGpt,
            "chatMl", PromptFormats::chatMl,
            "finMa", PromptFormats::finMa,
            "meditron", PromptFormats::meditron,
            "meditronFewShot", PromptFormats::meditronFewShot,
            "alpaca", PromptFormats::alpaca);

    /** Reads the member {@code prompt} of a model's file. */
    static TunedPrompt of(Members prompt) {
        Optional<String> template = prompt.text("template");
        template.filter(digest -> !digest.matches("[0-9a-f]{64}")).ifPresent(digest -> {
            throw prompt.wrong(
                    "expected \"template\" to be a SHA-256 in lower-case hexadecimal but it is another text");
        });
        Optional<String> name = prompt.text("format");
        if (name.isEmpty()) {
            prompt.only("system", "grounding", "style", "labels", "evidence", "question", "template");
            return new TunedPrompt(layout(prompt), false, template);
        }
        prompt.only("format", "template");
        if (name.get().equals("chat")) {
            return new TunedPrompt(PromptFormats.chat(), false, template);
        }
        Supplier<PromptFormat> format = RAW.get(name.get());
        if (format == null) {
            TreeSet<String> known = new TreeSet<>(RAW.keySet());
            known.add("chat");
            throw prompt.wrong("expected \"format\" to be one of " + known + " but it is another");
        }
        if (template.isPresent()) {
            throw prompt.wrong("expected no \"template\" beside the format " + name.get()
                    + ", which is a raw text, but there is one");
        }
        return new TunedPrompt(format.get(), true, template);
    }

    private static PromptLayout layout(Members prompt) {
        try {
            return new PromptLayout(
                    prompt.text("system").orElse(""),
                    prompt.text("grounding").orElse(""),
                    prompt.text("style").orElse(""),
                    prompt.text("labels").orElse(""),
                    prompt.text("evidence").orElse(""),
                    prompt.required("question"));
        } catch (IllegalArgumentException e) {
            throw prompt.wrong(String.valueOf(e.getMessage()));
        }
    }
}
