// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtEnvironment;
import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.PromptFormats;

/**
 * A language model in this process as a domain model. It keeps every promise of {@link ChatDomainModel}, and more:
 *
 * <ul>
 *   <li>All of the question's {@linkplain dev.tokka.Generation settings} are used, the seed included.
 *   <li>If the form is one of some labels, the answer is the likeliest of them by the model, {@code argmax log P(label |
 *       prompt)}: none is written token by token, and none can be missed. The confidence is its share of the probability
 *       of all labels.
 *   <li>If the form is a JSON schema, only tokens that keep to it can be written.
 *   <li>Otherwise the confidence is the geometric mean of the probabilities of the tokens.
 * </ul>
 *
 * <p>Safe for use by many threads. Closed with the {@link OnnxChatModel} that it is a view of.
 */
public final class OnnxDomainModel implements DomainModel {

    private final Generator generator;
    private final RequestReader reader;
    private final boolean raw;
    private final PromptFormat format;
    private final CallLimits limits;

    private OnnxDomainModel(OnnxDomainModel base, PromptFormat format, CallLimits limits) {
        this.generator = base.generator;
        this.reader = base.reader;
        this.raw = base.raw;
        this.format = format;
        this.limits = limits;
    }

    private OnnxDomainModel(Generator generator, RequestReader reader, boolean raw) {
        this.generator = generator;
        this.reader = reader;
        this.raw = raw;
        this.format = raw ? PromptFormats.completion() : PromptFormats.chat();
        this.limits = CallLimits.DEFAULT;
    }

    static OnnxDomainModel chat(Generator generator, RequestReader reader) {
        return new OnnxDomainModel(generator, reader, false);
    }

    static OnnxDomainModel completion(Generator generator, RequestReader reader) {
        return new OnnxDomainModel(generator, reader, true);
    }

    /**
     * Returns this model with another prompt format: one that renders messages, or one that renders a raw text, whichever
     * this model is prompted with. Default: {@link PromptFormats#chat()} or {@link PromptFormats#completion()}.
     */
    public OnnxDomainModel withFormat(PromptFormat newFormat) {
        return new OnnxDomainModel(this, requireNonNull(newFormat, "format"), limits);
    }

    /** Returns this model with other limits. Default: {@link CallLimits#DEFAULT}. */
    public OnnxDomainModel withLimits(CallLimits newLimits) {
        return new OnnxDomainModel(this, format, requireNonNull(newLimits, "limits"));
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        AskedQuestion asked = new AskedQuestion(generator, reader, question);
        Answer answer = raw
                ? CompletionDomainModel.of(asked.language(), asked.language())
                        .named(reader.name())
                        .withFormat(asked.capturing(format))
                        .withLimits(limits)
                        .inThisProcess()
                        .answer(question)
                : ChatDomainModel.of(asked.chat(), asked.chat())
                        .named(reader.name())
                        .withFormat(format)
                        .withLimits(limits)
                        .inThisProcess()
                        .answer(question);
        return answer instanceof Answer.Reply reply
                ? new Answer.Reply(reply.text(), reply.citations(), asked.confidence(), reply.trace())
                : answer;
    }

    @Override
    public Description describe() {
        DecoderEngine engine = generator.engine();
        return Description.of("onnx language model", Checks.requireText(reader.name(), "name"))
                .with("runtime", OrtEnvironment.getEnvironment().getVersion())
                .with("graph", engine.file().digest())
                .with("tokenizer", generator.tokenizer().digest())
                .with(
                        "template",
                        generator.template().map(found -> found.digest()).orElse("none"))
                .with("adapter", engine.adapters().digest(reader.adapter()))
                .with("settings", reader.settings())
                .with("context", engine.context())
                .with("raw", raw)
                .with("beginning", reader.beginning())
                .with("timeout", limits.timeout())
                .with("idle", limits.idle())
                .with("maxCharacters", limits.maxCharacters())
                .withPart(format.describe());
    }

    @Override
    public String toString() {
        return "onnx(" + reader.name() + ")";
    }
}
