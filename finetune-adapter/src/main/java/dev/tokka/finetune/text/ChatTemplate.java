// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Digests;
import dev.tokka.QuestionRejectedException;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model wants the messages of a chat put together: the template that it was trained with, in the part of Jinja that
 * such templates use, with the settings and functions of transformers ({@code trim_blocks}, {@code lstrip_blocks}, {@code
 * break} and {@code continue}, {@code generation}, {@code raise_exception}, {@code strftime_now}, {@code tojson}). Tools and
 * documents are absent.
 *
 * <p>Templates come with models, so they are not trusted: one reaches no file, no network and no object of Java, and may
 * take at most about a second and 64 million characters. What messages say is never read as a template, and what comes of it
 * stays known in the prompt, whatever the template does to it.
 *
 * <p>Immutable; safe for use by many threads.
 *
 * @see <a href="https://jinja.palletsprojects.com/en/stable/templates/">Jinja</a>
 * @see <a href="https://huggingface.co/docs/transformers/chat_templating">chat templates of transformers</a>
 */
public final class ChatTemplate {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final List<String> SPECIAL =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final Statement template;
    private final Map<String, Object> variables;
    private final String digest;

    private ChatTemplate(Statement template, Map<String, Object> variables, String digest) {
        this.template = template;
        this.variables = Map.copyOf(variables);
        this.digest = digest;
    }

    /** Returns the template of {@code directory} as {@link #of(ModelDirectory, ModelTokenizer, Clock)} does, at the time here. */
    public static Optional<ChatTemplate> of(ModelDirectory directory, ModelTokenizer tokenizer) {
        return of(directory, tokenizer, Clock.system(ZoneId.systemDefault()));
    }

    /**
     * Returns the template of {@code directory}, or empty if it has none: chat_template.jinja, else {@code chat_template} of
     * tokenizer_config.json, of which the one named {@code default} if there are several. It is tried on short messages.
     *
     * @param tokenizer of the same directory; what it calls its special tokens is known to the template
     * @param clock the time that templates write into prompts, as that of Llama 3 does
     * @throws ModelFileException if the template is none, or needs what chat templates do not have; says the line
     */
    public static Optional<ChatTemplate> of(ModelDirectory directory, ModelTokenizer tokenizer, Clock clock) {
        TokenizerFiles files = tokenizer.files();
        return TemplateSource.of(directory, files.tokenizer()).map(source -> of(source, files, clock));
    }

    /** Returns the {@link #digest} that the template of {@code directory} would have, or empty if it has none; loads nothing. */
    public static Optional<String> digest(ModelDirectory directory) {
        return TemplateSource.of(directory, directory.json("tokenizer_config.json"))
                .map(source -> Digests.sha256(source.text()));
    }

    /** Returns the template {@code source}. */
    static ChatTemplate of(TemplateSource source, TokenizerFiles files, Clock clock) {
        requireNonNull(clock, "clock");
        if (source.text().length() > MAX_CHARACTERS) {
            throw new ModelFileException(
                    source.file(),
                    Reason.TOO_LARGE,
                    "expected a chat template of at most " + MAX_CHARACTERS + " characters but it has "
                            + source.text().length());
        }
        try {
            ChatTemplate template = new ChatTemplate(
                    TemplateParser.parse(source.text()), variables(files, clock), Digests.sha256(source.text()));
            template.tryOut();
            return template;
        } catch (TemplateException e) {
            throw new ModelFileException(
                    source.file(), Reason.UNSUPPORTED, "the chat template cannot be used, " + e.getMessage(), e);
        }
    }

    /** Refuses a template that fails on a single message and on several: some need one, some need more. */
    private void tryOut() {
        ChatMessage user = ChatMessage.user("Hello");
        try {
            tryOut(List.of(ChatMessage.system("Be brief"), user, ChatMessage.assistant("Hello"), user));
        } catch (TemplateException e) {
            tryOut(List.of(user));
        }
    }

    private void tryOut(List<ChatMessage> messages) {
        try {
            text(messages, true);
        } catch (TemplateException e) {
            if (!e.isRaised()) { // one that wants other messages says so itself
                throw e;
            }
        }
    }

    private static Map<String, Object> variables(TokenizerFiles files, Clock clock) {
        Map<String, Object> variables = new HashMap<>(Functions.all(() -> ZonedDateTime.now(clock)));
        SPECIAL.forEach(name -> files.token(name).ifPresent(token -> variables.put(name, MarkedText.template(token))));
        List<Object> additional = new ArrayList<>();
        for (JsonNode token : files.tokenizer().path("additional_special_tokens")) {
            additional.add(
                    MarkedText.template(token.isObject() ? token.path("content").asText() : token.asText()));
        }
        if (!additional.isEmpty()) {
            variables.put("additional_special_tokens", additional);
        }
        variables.put("tools", Value.NONE);
        variables.put("documents", Value.NONE);
        return variables;
    }

    /**
     * Returns the prompt of {@code messages}.
     *
     * @param messages at least one
     * @param generationPrompt whether to end with what begins an answer of the model: true to ask it for one
     * @throws QuestionRejectedException if the template refuses the messages, as when their roles do not take turns; the
     *     message is the template's own, without what messages say
     */
    public RenderedPrompt render(List<ChatMessage> messages, boolean generationPrompt) {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("expected at least one message but there is none");
        }
        try {
            return text(messages, generationPrompt).prompt();
        } catch (TemplateException e) {
            throw new QuestionRejectedException(
                    (e.isRaised() ? "the model's chat template refuses the messages: " : "the chat template fails, ")
                            + e.getMessage(),
                    e);
        }
    }

    private MarkedText text(List<ChatMessage> messages, boolean generationPrompt) {
        Scope scope = Scope.global(variables);
        List<Object> values = new ArrayList<>();
        for (ChatMessage message : messages) {
            Map<MarkedText, Object> value = new LinkedHashMap<>();
            value.put(MarkedText.template("role"), MarkedText.template(message.role()));
            value.put(MarkedText.template("content"), MarkedText.content(message.content()));
            values.add(value);
        }
        scope.set("messages", values);
        scope.set("add_generation_prompt", generationPrompt);
        try {
            template.run(scope);
        } catch (StackOverflowError e) { // values put into each other over and over; nothing of it is left
            throw TemplateException.of("expected values that are not nested without end");
        }
        return scope.written();
    }

    /** Returns the SHA-256 of the template's text, in hexadecimal. */
    public String digest() {
        return digest;
    }
}
