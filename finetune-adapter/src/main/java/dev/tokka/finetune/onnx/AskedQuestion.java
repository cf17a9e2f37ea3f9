// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.AnswerForm;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.ChoiceScorer.Scores;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.text.RenderedPrompt;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A model for one question, which knows of it what LangChain4j's requests have no place for, and remembers how sure the
 * answer is. Core asks it as it asks any model, on a thread of its own.
 */
final class AskedQuestion {

    private final Generator generator;
    private final RequestReader reader;
    private final Question question;
    private volatile OptionalDouble confidence = OptionalDouble.empty();
    private volatile Optional<Prompt> prompt = Optional.empty();

    AskedQuestion(Generator generator, RequestReader reader, Question question) {
        this.generator = generator;
        this.reader = reader;
        this.question = question;
    }

    /** Returns how sure the answer is; empty before it was given. */
    OptionalDouble confidence() {
        return confidence;
    }

    /** Returns this as a chat model. */
    AskedChat chat() {
        return new AskedChat(this);
    }

    /** Returns this as a language model. */
    AskedLanguage language() {
        return new AskedLanguage(this::complete);
    }

    /** Returns the name of the model. */
    String name() {
        return reader.name();
    }

    /** What was written. */
    record Written(String text, TokenUsage usage, FinishReason finish) {}

    /** Returns a format that writes as {@code format}, of which this question keeps the prompt. */
    PromptFormat capturing(PromptFormat format) {
        return (asked, fence) -> {
            Prompt rendered = format.render(asked, fence);
            prompt = Optional.of(rendered);
            return rendered;
        };
    }

    private ChatRequestParameters parameters(ChatRequestParameters given, List<String> stops) {
        OnnxChatParameters.Builder own = OnnxChatParameters.builder().overrideWith(given);
        question.attributes().get(Generation.KEY).flatMap(AskedQuestion::seed).ifPresent(own::seed);
        return stops.isEmpty() ? own.build() : own.stopSequences(stops).build();
    }

    private static Optional<Long> seed(Generation settings) {
        return settings.seed().isPresent() ? Optional.of(settings.seed().getAsLong()) : Optional.empty();
    }

    /** Answers messages. */
    Written chat(ChatRequest request, DecodingListener listener) {
        ChatRequest own = ChatRequest.builder()
                .messages(request.messages())
                .parameters(parameters(request.parameters(), List.of()))
                .build();
        if (question.form() instanceof AnswerForm.OneOf one) {
            RenderedPrompt rendered = reader.prompt(own);
            return choose(one.labels(), listener, label -> generator.tokenizer().encode(join(rendered, label)));
        }
        return write(reader.chat(own), listener);
    }

    private static RenderedPrompt join(RenderedPrompt prompt, String label) {
        int end = prompt.text().length();
        List<RenderedPrompt.Span> content = new ArrayList<>(prompt.content());
        if (!label.isEmpty()) {
            content.add(new RenderedPrompt.Span(end, end + label.length()));
        }
        return new RenderedPrompt(prompt.text() + label, content);
    }

    /** Goes on writing a text. */
    Written complete(String text, DecodingListener listener) {
        if (question.form() instanceof AnswerForm.OneOf one) {
            return choose(one.labels(), listener, label -> reader.tokens(text + label));
        }
        List<String> stops = new ArrayList<>(prompt.map(
                        known -> known instanceof Prompt.Completion raw ? raw.stops() : List.<String>of())
                .orElse(List.of()));
        Generation settings = question.attributes().get(Generation.KEY).orElse(Generation.DEFAULT);
        OnnxChatParameters.Builder own = OnnxChatParameters.builder();
        if (question.form() instanceof AnswerForm.JsonSchema json) {
            if (!settings.stops().isEmpty()) {
                throw new QuestionRejectedException("model: stops do not go with a JSON schema, which they could cut");
            }
            stops.clear(); // the schema says where the document ends
            own.responseFormat(format(json));
        }
        stops.addAll(settings.stops());
        settings.temperature().ifPresent(own::temperature);
        settings.topP().ifPresent(own::topP);
        settings.maxTokens().ifPresent(own::maxOutputTokens);
        return write(reader.completion(text, parameters(own.build(), stops)), listener);
    }

    private static ResponseFormat format(AnswerForm.JsonSchema json) {
        JsonSchema schema = JsonSchema.builder()
                .name("answer")
                .rootElement(JsonRawSchema.from(json.schema()))
                .build();
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(schema)
                .build();
    }

    private Written write(Task task, DecodingListener listener) {
        Decoded decoded = generator.generate(task.withListener(listener));
        confidence = OptionalDouble.of(decoded.confidence());
        return new Written(
                decoded.text(),
                new TokenUsage(task.promptTokens(), decoded.tokens().size()),
                OnnxChatModel.finish(decoded));
    }

    private Written choose(List<String> labels, DecodingListener listener, Function<String, int[]> tokens) {
        Choices choices = Choices.of(
                tokens.apply(""),
                labels.stream().map(tokens).toList(),
                generator.tokenizer().ends());
        Scores scores = generator.score(reader.adapter(), choices.prompt(), choices.choices());
        int best = scores.best();
        confidence = OptionalDouble.of(Math.min(1, scores.confidences().get(best)));
        listener.text(labels.get(best));
        int read = choices.prompt().size();
        return new Written(
                labels.get(best),
                new TokenUsage(read, choices.choices().get(best).size()),
                FinishReason.STOP);
    }
}
