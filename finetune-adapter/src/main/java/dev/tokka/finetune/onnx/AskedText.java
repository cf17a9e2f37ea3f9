// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.AnswerForm;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.finetune.decoding.ChoiceScorer.Scores;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.decoding.TokenConstraint;
import dev.tokka.finetune.onnx.AskedQuestion.Written;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An encoder–decoder for one question, which remembers how sure the answer is. Core asks it as it asks any model, on a
 * thread of its own.
 */
final class AskedText {

    private final Seq2SeqGenerator generator;
    private final DecodingSettings defaults;
    private final Question question;
    private volatile OptionalDouble confidence = OptionalDouble.empty();
    private volatile List<String> stops = List.of();

    AskedText(Seq2SeqGenerator generator, DecodingSettings defaults, Question question) {
        this.generator = generator;
        this.defaults = defaults;
        this.question = question;
    }

    /** Returns how sure the answer is; empty before it was given. */
    OptionalDouble confidence() {
        return confidence;
    }

    /** Returns this as a language model. */
    AskedLanguage language() {
        return new AskedLanguage(this::complete);
    }

    /** Returns a format that writes as {@code format}, of which this question keeps the stops. */
    PromptFormat capturing(PromptFormat format) {
        return (asked, fence) -> {
            Prompt rendered = format.render(asked, fence);
            stops = rendered instanceof Prompt.Completion completion ? completion.stops() : List.of();
            return rendered;
        };
    }

    private Written complete(String text, DecodingListener listener) {
        int[] source = generator.source(text);
        if (question.form() instanceof AnswerForm.OneOf one) {
            return choose(source, one.labels(), listener);
        }
        if (question.form() instanceof AnswerForm.JsonSchema json) {
            TokenConstraint schema = generator.schemas().constraint(json.schema(), generation());
            return write(source, settings().withStops(List.of()), Optional.of(schema), listener);
        }
        return write(source, settings(), Optional.empty(), listener);
    }

    private Generation generation() {
        return question.attributes().get(Generation.KEY).orElse(Generation.DEFAULT);
    }

    private DecodingSettings settings() {
        Generation generation = generation();
        List<String> all = new ArrayList<>(defaults.ends().stops());
        all.addAll(stops);
        all.addAll(generation.stops());
        return SettingsReader.read(
                        defaults, SettingsReader.parameters(generation).build())
                .withStops(all);
    }

    private Written write(
            int[] source, DecodingSettings settings, Optional<TokenConstraint> constraint, DecodingListener listener) {
        Decoded decoded = generator.generate(
                source, generator.request(settings, constraint).withListener(listener));
        confidence = OptionalDouble.of(decoded.confidence());
        return new Written(
                decoded.text(), new TokenUsage(source.length, decoded.tokens().size()), OnnxChatModel.finish(decoded));
    }

    private Written choose(int[] source, List<String> labels, DecodingListener listener) {
        List<List<Integer>> outputs = labels.stream().map(generator::output).toList();
        Scores scores = generator.score(source, outputs);
        int best = scores.best();
        confidence = OptionalDouble.of(Math.min(1, scores.confidences().get(best)));
        listener.text(labels.get(best));
        return new Written(
                labels.get(best),
                new TokenUsage(source.length, outputs.get(best).size()),
                FinishReason.STOP);
    }
}
