// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.Checks;
import dev.tokka.ModelUnavailableException;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A language model in this process, on ONNX Runtime, with adapters that are chosen for each request.
 *
 * <pre>{@code
 * OnnxChatOptions options = OnnxChatOptions.defaults().withAdapter("raft", Path.of("models/demo-lm/adapters/raft"));
 * try (OnnxChatModel model = OnnxChatModel.open(Path.of("models/demo-lm"), options)) {
 *     String base = model.chat("Question: What is the support desk of the Pati savings account?");
 *     String tuned = model.withAdapter("raft").chat("Question: What is the support desk of the Pati savings account?");
 * }
 * }</pre>
 *
 * <p>A directory has the layout of Optimum and transformers.js: {@code config.json}, {@code tokenizer.json}, {@code
 * tokenizer_config.json}, a chat template, {@code generation_config.json}, and a graph with {@code past_key_values}. What
 * the graph can do is tried when it is opened; what cannot work is refused with a
 * {@link dev.tokka.onnx.ModelFileException} that says what to do.
 *
 * <h2>Decoding</h2>
 *
 * <p>Greedy unless asked otherwise, so that the same request gets the same answer: of {@code generation_config.json} the
 * ends, the repetition penalty and the most tokens are kept (1,024 if it has none), but tokens are not drawn. For the
 * makers' own settings use {@link #withRecommendedSettings()}. A request that draws without a seed draws with seed 0. The
 * parameters of a request are those of LangChain4j and {@link OnnxChatParameters}; a response format with a JSON schema
 * is kept to by construction. Tools, penalties by count and contents other than text are refused with an
 * {@link dev.langchain4j.exception.UnsupportedFeatureException}; nothing is left out silently.
 *
 * <h2>Many at once</h2>
 *
 * <p>Safe for use by many threads. As many requests run at once as the {@linkplain OnnxChatOptions.Capacity capacity}
 * says, others wait their turn, and what is too much is refused with a {@link ModelUnavailableException}. An interrupt
 * ends a request within about 100 ms. Beginnings of prompts that requests share are computed once; keeping them, and
 * answering faster then, tells a caller who measures time that somebody asked the like: give callers who must not know of
 * each other models of their own, or {@link OnnxChatOptions#withPrefixBytes} of 0.
 *
 * <p>Whoever opens a model closes it. Its views share what it holds: closing one closes all. Requests that have not ended
 * then end within about 200 ms with an {@link IllegalStateException}.
 */
public final class OnnxChatModel implements ChatModel, StreamingChatModel, AutoCloseable {

    /** The name of the attribute of an {@code AiMessage} that holds the geometric mean of the tokens' probabilities. */
    public static final String CONFIDENCE = "tokka.confidence";

    private final Generator generator;
    private final RequestReader reader;
    private final Executor executor;

    private OnnxChatModel(Generator generator, RequestReader reader, Executor executor) {
        this.generator = generator;
        this.reader = reader;
        this.executor = executor;
    }

    /** Opens a directory with the {@linkplain OnnxChatOptions#defaults() usual options}, as the other method does. */
    public static OnnxChatModel open(Path directory) {
        return open(directory, OnnxChatOptions.defaults());
    }

    /**
     * Opens a directory.
     *
     * @throws dev.tokka.onnx.ModelFileException if it cannot be used as it is
     */
    public static OnnxChatModel open(Path directory, OnnxChatOptions options) {
        Generator generator =
                Generator.open(requireNonNull(directory, "directory"), requireNonNull(options, "options"));
        return new OnnxChatModel(generator, new RequestReader(generator, generator.greedy(), "", false), Runnable::run);
    }

    /**
     * Returns a view that answers with an adapter where a request names none.
     *
     * @param name one of {@link #adapters()}, or empty for the base
     * @throws dev.tokka.QuestionRejectedException if there is no such adapter
     */
    public OnnxChatModel withAdapter(String name) {
        generator.engine().adapters().require(name);
        return new OnnxChatModel(generator, reader.withAdapter(name), executor);
    }

    /** Returns a view with other settings where a request says nothing; the ends of the files hold beside theirs. */
    public OnnxChatModel withSettings(DecodingSettings settings) {
        DecodingSettings own =
                SettingsReader.withEnds(settings, generator.tokenizer().ends());
        return new OnnxChatModel(generator, reader.withSettings(own), executor);
    }

    /** Returns a view with the settings of {@code generation_config.json}, which may draw tokens. */
    public OnnxChatModel withRecommendedSettings() {
        return withSettings(generator.file().recommended(generator.tokenizer().ends()));
    }

    /**
     * Returns a view whose raw texts begin with the token that begins a text, where the tokenizer does not put it there by
     * itself. Default: as the tokenizer does. Chats begin as the template says.
     */
    public OnnxChatModel withBeginning() {
        return new OnnxChatModel(generator, reader.withBeginning(), executor);
    }

    /** Returns a view that streams on another thread. Default: the calling one, which then waits for the end. */
    public OnnxChatModel withExecutor(Executor newExecutor) {
        return new OnnxChatModel(generator, reader, requireNonNull(newExecutor, "executor"));
    }

    /** Returns the names of the adapters. */
    public Set<String> adapters() {
        return generator.engine().adapters().names();
    }

    /** Returns how many tokens a prompt and its answer may have. */
    public int contextLength() {
        return generator.engine().context();
    }

    /** Returns the settings that hold where a request says nothing. */
    public DecodingSettings settings() {
        return reader.settings();
    }

    /** Returns this as a language model that goes on writing a text, without a template. */
    public OnnxLanguageModel asLanguageModel() {
        return new OnnxLanguageModel(generator, reader);
    }

    /** Returns this as a domain model. */
    public OnnxDomainModel asDomainModel() {
        return OnnxDomainModel.chat(generator, reader);
    }

    /** Returns this as a domain model that is prompted with raw text, as a model without a chat template must be. */
    public OnnxDomainModel asCompletionDomainModel() {
        return OnnxDomainModel.completion(generator, reader);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Task task = reader.chat(requireNonNull(request, "request"));
        return response(task, generator.generate(task));
    }

    /**
     * Streams an answer. The handler gets the text as it is written, never half a character, then exactly one end, all on
     * one thread; nothing after it was cancelled.
     */
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        requireNonNull(request, "request");
        requireNonNull(handler, "handler");
        try {
            executor.execute(() -> stream(request, handler));
        } catch (RejectedExecutionException e) {
            handler.onError(e);
        }
    }

    private void stream(ChatRequest request, StreamingChatResponseHandler handler) {
        StreamedText text = StreamedText.to(handler);
        ChatResponse response;
        try {
            Task task = reader.chat(request).withListener(text);
            response = response(task, generator.generate(task));
        } catch (RuntimeException | Error e) { // the handler is the only one to tell
            if (!text.handle().isCancelled()) {
                handler.onError(e);
            }
            return;
        }
        if (!text.handle().isCancelled()) {
            handler.onCompleteResponse(response);
        }
    }

    /** Answers requests side by side, 16 at a time, as the other method does. */
    public List<ChatResponse> chatAll(List<ChatRequest> requests) {
        return chatAll(requests, 16);
    }

    /**
     * Answers requests side by side, as for an evaluation. Each counts as its default parameters and its own say.
     *
     * @param batch how many run at once, at least 1; those of different adapters never do
     * @return in the order of the requests
     */
    public List<ChatResponse> chatAll(List<ChatRequest> requests, int batch) {
        Checks.requireAtLeast(1, batch, "batch");
        List<Task> tasks = requests.stream().map(reader::chat).toList();
        List<Decoded> decoded = generator.generateAll(tasks, batch);
        List<ChatResponse> responses = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            responses.add(response(tasks.get(i), decoded.get(i)));
        }
        return List.copyOf(responses);
    }

    /**
     * Reads what many requests will begin with, such as instructions and examples, so that they need not read it again.
     *
     * @param beginning messages, the last of which may be followed by others; kept as long as the budget for beginnings
     *     allows
     */
    public void warm(ChatRequest beginning) {
        generator.warm(reader.adapter(beginning.parameters()), reader.beginning(beginning));
    }

    /** Returns what keeping beginnings has spared so far. */
    public PrefixUsage prefixUsage() {
        return generator.engine().prefixUsage();
    }

    private ChatResponse response(Task task, Decoded decoded) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.builder()
                        .text(decoded.text())
                        .attributes(Map.of(CONFIDENCE, decoded.confidence()))
                        .build())
                .finishReason(finish(decoded))
                .tokenUsage(new TokenUsage(task.promptTokens(), decoded.tokens().size()))
                .modelName(task.adapter().isEmpty() ? reader.modelName() : task.adapter())
                .build();
    }

    static FinishReason finish(Decoded decoded) {
        return decoded.finish() == Decoded.Finish.LENGTH ? FinishReason.LENGTH : FinishReason.STOP;
    }

    @Override
    public OnnxChatParameters defaultRequestParameters() {
        return OnnxChatParameters.builder().build();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    /** Returns that JSON schemas are kept to. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    /** Ends all requests and frees what this and its views hold; does nothing the second time. */
    @Override
    public void close() {
        generator.close();
    }

    @Override
    public String toString() {
        return "onnx(" + reader.name() + ")";
    }
}
