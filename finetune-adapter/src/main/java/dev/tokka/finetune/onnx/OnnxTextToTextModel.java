// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtEnvironment;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.decoding.DecodingRequest;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PromptFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An encoder–decoder in this process, on ONNX Runtime: a model such as T5 or BART that reads a whole text, then writes
 * another, as for summaries and translations.
 *
 * <pre>{@code
 * try (OnnxTextToTextModel model = OnnxTextToTextModel.open(Path.of("models/t5-small"))) {
 *     Answer answer = model.answer(Question.of(report).plusInstructions(List.of("summarize:")));
 * }
 * }</pre>
 *
 * <p>A directory has the layout of Optimum: {@code config.json}, {@code tokenizer.json}, {@code generation_config.json},
 * {@code onnx/encoder_model.onnx}, and {@code onnx/decoder_model_merged.onnx} or the pair {@code onnx/decoder_model.onnx}
 * and {@code onnx/decoder_with_past_model.onnx}. It is tried on a few tokens when it is opened. The tokenizer puts around
 * a text what it was trained with, such as T5's {@code </s>}; special tokens in the text itself do not act.
 *
 * <h2>Decoding</h2>
 *
 * <p>Greedy unless asked otherwise. Of {@code generation_config.json} the beginning and the ends of an output, the
 * repetition penalty and the most tokens are kept (1,024 if it has none); beams are not, and repeated groups of words are
 * not forbidden: see {@link #withSettings}. A source, and an output, have at most {@link #contextLength} tokens.
 *
 * <h2>As a domain model</h2>
 *
 * <p>It keeps every promise of {@link CompletionDomainModel}, and more: all of the question's
 * {@linkplain dev.tokka.Generation settings} are used; of some labels the likeliest complete output is the answer, none can
 * be missed, and the confidence is its share of the probability of all labels; a JSON schema is kept to by construction,
 * and says itself where the answer ends, so that stops of the question are rejected there; otherwise the confidence is the
 * geometric mean of the tokens' probabilities.
 *
 * <p>By default the instructions stand before the text, with a space between them, and questions with evidence, examples or
 * a history are {@linkplain dev.tokka.QuestionRejectedException rejected}: {@linkplain #withFormat another format} can have
 * a place for them.
 *
 * <h2>Many at once</h2>
 *
 * <p>Safe for use by many threads. As many requests run at once as the {@linkplain OnnxChatOptions.Capacity capacity} says,
 * others wait their turn, and what is too much is refused with a {@link dev.tokka.ModelUnavailableException}. An interrupt
 * ends a request within about 100 ms. Whoever opens a model closes it; its views share what it holds, and closing one closes
 * all. Requests that have not ended then end with an {@link IllegalStateException}.
 */
public final class OnnxTextToTextModel implements DomainModel, LanguageModel, StreamingLanguageModel, AutoCloseable {

    private final Seq2SeqGenerator generator;
    private final DecodingSettings settings;
    private final PromptFormat format;
    private final CallLimits limits;

    private OnnxTextToTextModel(
            Seq2SeqGenerator generator, DecodingSettings settings, PromptFormat format, CallLimits limits) {
        this.generator = generator;
        this.settings = settings;
        this.format = format;
        this.limits = limits;
    }

    /** Opens a directory with the {@linkplain OnnxChatOptions#defaults() usual options}, as the other method does. */
    public static OnnxTextToTextModel open(Path directory) {
        return open(directory, OnnxChatOptions.defaults());
    }

    /**
     * Opens a directory.
     *
     * @param options of which the capacity and the time to open count; there are no beginnings of prompts to keep
     * @throws dev.tokka.onnx.ModelFileException if it cannot be used as it is
     * @throws IllegalArgumentException if the options name a graph or an adapter
     */
    public static OnnxTextToTextModel open(Path directory, OnnxChatOptions options) {
        Seq2SeqGenerator generator =
                Seq2SeqGenerator.open(requireNonNull(directory, "directory"), requireNonNull(options, "options"));
        try {
            return new OnnxTextToTextModel(generator, generator.greedy(), new TextToTextFormat(), CallLimits.DEFAULT);
        } catch (RuntimeException e) {
            generator.close();
            throw e;
        }
    }

    /** Returns a view with other settings where a question says nothing; the ends of the files hold beside theirs. */
    public OnnxTextToTextModel withSettings(DecodingSettings newSettings) {
        return new OnnxTextToTextModel(generator, generator.withEnds(newSettings), format, limits);
    }

    /**
     * Returns a view that reads questions in another format, which renders a raw text; this model does not go on writing
     * that text but answers it. Default: the instructions, then the text of the question.
     */
    public OnnxTextToTextModel withFormat(PromptFormat newFormat) {
        return new OnnxTextToTextModel(generator, settings, requireNonNull(newFormat, "format"), limits);
    }

    /** Returns a view with other limits for questions. Default: {@link CallLimits#DEFAULT}. */
    public OnnxTextToTextModel withLimits(CallLimits newLimits) {
        return new OnnxTextToTextModel(generator, settings, format, requireNonNull(newLimits, "limits"));
    }

    /** Returns the settings that hold where a question says nothing. */
    public DecodingSettings settings() {
        return settings;
    }

    /** Returns how many tokens a source, and an output, may have. */
    public int contextLength() {
        return generator.shape().context();
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        AskedText asked = new AskedText(generator, settings, question);
        AskedLanguage language = asked.language();
        Answer answer = CompletionDomainModel.of(language, language)
                .named(generator.name())
                .withFormat(asked.capturing(format))
                .withLimits(limits)
                .inThisProcess()
                .answer(question);
        return answer instanceof Answer.Reply reply
                ? new Answer.Reply(reply.text(), reply.citations(), asked.confidence(), reply.trace())
                : answer;
    }

    /**
     * Returns what is written for {@code source}, which is read as it is.
     *
     * @throws dev.tokka.QuestionRejectedException if it has more tokens than the model can read
     */
    @Override
    public Response<String> generate(String source) {
        return write(source, DecodingListener.NONE);
    }

    /** Streams what is written for {@code source}, on the calling thread: pieces, then exactly one end. */
    @Override
    public void generate(String source, StreamingResponseHandler<String> handler) {
        requireNonNull(handler, "handler");
        Response<String> response;
        try {
            response = write(source, new StreamedText(handler::onNext, new StreamedText.Handle()));
        } catch (RuntimeException | Error e) { // the handler is the only one to tell
            handler.onError(e);
            return;
        }
        handler.onComplete(response);
    }

    private Response<String> write(String text, DecodingListener listener) {
        int[] source = generator.source(requireNonNull(text, "source"));
        return response(source, generator.generate(source, request().withListener(listener)));
    }

    /**
     * Writes for sources side by side, as for an evaluation.
     *
     * @param batch how many run at once, at least 1
     * @return in the order of the sources
     * @throws dev.tokka.QuestionRejectedException if one has more tokens than the model can read
     */
    public List<Response<String>> generateAll(List<String> sources, int batch) {
        Checks.requireAtLeast(1, batch, "batch");
        List<int[]> all = sources.stream().map(generator::source).toList();
        List<Response<String>> responses = new ArrayList<>();
        for (int from = 0; from < all.size(); from += batch) {
            List<int[]> some = all.subList(from, Math.min(all.size(), from + batch));
            List<Decoded> decoded = generator.generateAll(some, request());
            for (int i = 0; i < some.size(); i++) {
                responses.add(response(some.get(i), decoded.get(i)));
            }
        }
        return List.copyOf(responses);
    }

    private DecodingRequest request() {
        return generator.request(settings, Optional.empty());
    }

    private static Response<String> response(int[] source, Decoded decoded) {
        return Response.from(
                decoded.text(), new TokenUsage(source.length, decoded.tokens().size()), OnnxChatModel.finish(decoded));
    }

    @Override
    public Description describe() {
        return Description.of("onnx text-to-text model", Checks.requireText(generator.name(), "name"))
                .with("runtime", OrtEnvironment.getEnvironment().getVersion())
                .with("graphs", generator.graphs())
                .with("tokenizer", generator.tokenizer().digest())
                .with("start", generator.shape().start())
                .with("settings", settings)
                .with("context", contextLength())
                .with("timeout", limits.timeout())
                .with("idle", limits.idle())
                .with("maxCharacters", limits.maxCharacters())
                .withPart(format.describe());
    }

    /** Ends all requests and frees what this and its views hold; does nothing the second time. */
    @Override
    public void close() {
        generator.close();
    }

    @Override
    public String toString() {
        return "onnx(" + generator.name() + ")";
    }
}
