// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.AnswerForm;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.finetune.decoding.ChoiceScorer.Scores;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.decoding.TokenConstraint;
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

    private Generation settings() {
        return question.attributes().get(Generation.KEY).orElse(Generation.DEFAULT);
    }

    /** Answers messages. */
    Written chat(ChatRequest request, DecodingListener listener) {
        OnnxChatParameters.Builder parameters = OnnxChatParameters.builder().overrideWith(request.parameters());
        settings().seed().ifPresent(parameters::seed);
        ChatRequest own = ChatRequest.builder()
                .messages(request.messages())
                .parameters(parameters.build())
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
        OnnxChatParameters.Builder own = SettingsReader.parameters(settings());
        if (question.form() instanceof AnswerForm.JsonSchema json) { // which says where the document ends
            TokenConstraint schema = generator.schemas().constraint(json.schema(), settings());
            return write(reader.completion(text, own.build(), Optional.of(schema)), listener);
        }
        List<String> stops = new ArrayList<>(prompt.map(
                        known -> known instanceof Prompt.Completion raw ? raw.stops() : List.<String>of())
                .orElse(List.of()));
        stops.addAll(settings().stops());
        own.stopSequences(stops);
        return write(reader.completion(text, own.build(), Optional.empty()), listener);
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
