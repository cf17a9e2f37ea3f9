// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.tokka.Answer;
import dev.tokka.Attributes;
import dev.tokka.Checks;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.Question;
import dev.tokka.Sending;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * A chat model of LangChain4j as a domain model.
 *
 * <pre>{@code
 * DomainModel model = ChatDomainModel.of(chatModel, streamingChatModel)
 *         .withLimits(CallLimits.DEFAULT.withTimeout(Duration.ofSeconds(20)))
 *         .withPrices(PriceTable.read(Path.of("prices.csv")));
 * }</pre>
 *
 * <h2>It ends, once, and truthfully</h2>
 *
 * <p>The model below runs on another thread, so that a call keeps its limits, the question's deadline and an interrupt
 * whatever that model does; then it is interrupted, its stream is cancelled, and what it says later is dropped.
 *
 * <ul>
 *   <li>An answer that was {@linkplain dev.tokka.IncompleteAnswerException cut off} carries the text that was written: it
 *       reached the model's most tokens, was too large, stalled, broke, or passed its time. If nothing was written, the
 *       model was {@linkplain dev.tokka.ModelUnavailableException unavailable}.
 *   <li>A stream that ends without a finish reason was cut off. So was an answer that was not streamed, if the provider is
 *       one of those that LangChain4j knows; of others, such as models in this process and test doubles, it is taken.
 *       {@link #trustingEnd} takes both.
 *   <li>An answer without text is no answer: the model was unavailable, by {@code PROTOCOL}.
 *   <li>A question or an answer that the provider filters is {@linkplain dev.tokka.QuestionRejectedException rejected}.
 *   <li>A reply that is "I do not know." or 「分かりません。」 and nothing else is an abstention, unless
 *       that is one of the labels to choose from.
 *   <li>Nothing is tried twice here.
 * </ul>
 *
 * <h2>Streaming</h2>
 *
 * <p>If the question has a {@linkplain TokenSink sink}, the streaming model is asked, and the sink is called by the
 * calling thread; a slow sink slows the model down. Without a sink, or without a streaming model, the other one is asked,
 * and a sink gets the reply as one piece. Half a character is never passed on; one that stays alone is replaced by
 * U+FFFD.
 *
 * <h2>What of the question is used</h2>
 *
 * <p>All of it, by the {@linkplain PromptFormat prompt format}. Of its {@linkplain dev.tokka.Generation settings} the
 * seed is not passed on, because LangChain4j has no common parameter for it: set it where the chat model is built. A JSON
 * schema is also passed to models that take one.
 *
 * <p>The trace has one step, {@code "ask"}: tokens and cost, and as details the {@code model}, the {@code finishReason},
 * whether it was {@code streamed}, and the SHA-256 of the {@code prompt}, which does not depend on the fence.
 */
public final class ChatDomainModel implements DomainModel {

    private final ChatModel chat;
    private final Optional<StreamingChatModel> streaming;
    private final String modelId;
    private final Options options;

    private ChatDomainModel(ChatModel chat, Optional<StreamingChatModel> streaming, String modelId, Options options) {
        this.chat = chat;
        this.streaming = streaming;
        this.modelId = modelId;
        this.options = options;
    }

    /** Returns {@code chat} as a domain model that does not stream. */
    public static ChatDomainModel of(ChatModel chat) {
        return new ChatDomainModel(
                requireNonNull(chat, "chat"),
                Optional.empty(),
                ModelDescriptions.id(chat.defaultRequestParameters()),
                Options.of(PromptFormats.chat()));
    }

    /** Returns a domain model that asks {@code streaming} where the answer is to be streamed, else {@code chat}. */
    public static ChatDomainModel of(ChatModel chat, StreamingChatModel streaming) {
        ChatDomainModel model = of(chat);
        return new ChatDomainModel(chat, Optional.of(streaming), model.modelId, model.options);
    }

    /** Returns this model under another id, for descriptions and prices. Default: the chat model's name of itself. */
    public ChatDomainModel named(String newModelId) {
        return new ChatDomainModel(chat, streaming, Checks.requireText(newModelId, "modelId"), options);
    }

    /** Returns this model with another prompt format. Default: {@link PromptFormats#chat()}. */
    public ChatDomainModel withFormat(PromptFormat format) {
        return with(options.withFormat(requireNonNull(format, "format")));
    }

    /** Returns this model with prices, by the days of UTC. Default: nothing has a price. */
    public ChatDomainModel withPrices(PriceTable prices) {
        return withPrices(prices, InstantSource.system());
    }

    /** Returns this model with prices, of which {@code clock} tells the ones that are valid. */
    public ChatDomainModel withPrices(PriceTable prices, InstantSource clock) {
        return with(options.withPricing(
                new Options.Pricing(requireNonNull(prices, "prices"), requireNonNull(clock, "clock"))));
    }

    /** Returns this model with other limits. Default: {@link CallLimits#DEFAULT}. */
    public ChatDomainModel withLimits(CallLimits limits) {
        return with(options.withLimits(requireNonNull(limits, "limits")));
    }

    /**
     * Returns this model with another executor for the calls of the model below; it must not run them in the calling
     * thread. Default: a new daemon thread for each.
     */
    public ChatDomainModel withExecutor(Executor executor) {
        return with(options.withRunner(options.runner().withExecutor(requireNonNull(executor, "executor"))));
    }

    /**
     * Returns this model, knowing the builder of the HTTP client that its chat models were built with: deadlines then
     * reach the wire, and a stream that is given up is closed even before its first token. Default: unknown.
     */
    public ChatDomainModel withTransport(GuardedHttpClientBuilder transport) {
        return with(options.withRunner(options.runner().withTransport(requireNonNull(transport, "transport"))));
    }

    /**
     * Returns this model, whose server is at {@code endpoint}: the base address that its chat models were built with. It is part
     * of the description, and what is not permitted to be sent there is refused before. Default: unknown, which an {@linkplain
     * dev.tokka.EgressGuard egress policy} denies.
     */
    public ChatDomainModel withEndpoint(Endpoint endpoint) {
        return with(options.withRunner(options.runner().withSending(Sending.to(endpoint))));
    }

    /** Returns this model, which runs in this process and sends nothing out of it. Default: unknown. */
    public ChatDomainModel inThisProcess() {
        return with(options.withRunner(options.runner().withSending(Sending.nothing())));
    }

    /** Returns this model with another source of fences. Default: a {@link java.security.SecureRandom}. */
    public ChatDomainModel withRandom(RandomGenerator random) {
        return with(options.withFences(new Fences(requireNonNull(random, "random"))));
    }

    /** Returns this model, taking an end without a finish reason for complete: for models that never name one. */
    public ChatDomainModel trustingEnd() {
        return with(options.trustingEnd());
    }

    private ChatDomainModel with(Options newOptions) {
        return new ChatDomainModel(chat, streaming, modelId, newOptions);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Asking asking = new Asking(options, modelId, toString());
        question.checkpoint(asking.where());
        options.runner().sending().require(question, asking.where());
        asking.requireReadable(question.form());
        String fence = options.fences().next();
        Prompt prompt = options.format().render(question, fence);
        ChatRequest request = ChatRequests.of(question, prompt, chat.supportedCapabilities(), asking.where());
        boolean streamed = streaming.isPresent()
                && question.attributes().get(TokenSink.KEY).isPresent();
        return asking.answer(
                question,
                new Asking.Job<>(
                        below(request, streamed),
                        Ended::of,
                        Digests.sha256(prompt.text().replace(fence, Fences.CONSTANT)),
                        List.of(),
                        needsReason(streamed)));
    }

    /** Returns the response to a request that is no question, such as one with tools, within the same limits. */
    ChatResponse respond(ChatRequest request, Attributes attributes) {
        Asking asking = new Asking(options, modelId, toString());
        Deadline.check(attributes, asking.where());
        options.runner().sending().require(attributes, asking.where());
        boolean streamed =
                streaming.isPresent() && attributes.get(TokenSink.KEY).isPresent();
        Transcript transcript = new Transcript(attributes.get(TokenSink.KEY), List.of(), false);
        Supervision<ChatResponse> call =
                new Supervision<>(options.runner(), options.limits(), attributes, asking.where());
        Optional<ChatResponse> response =
                call.run(below(request, streamed), transcript).flatMap(end -> Optional.ofNullable(end.value()));
        if (response.isEmpty()) {
            throw new ModelUnavailableException(Reason.PROTOCOL, asking.where() + ": there is no response");
        }
        asking.requireReason(Ended.of(response.get()), transcript.taken(), needsReason(streamed));
        transcript.reply();
        return response.get();
    }

    private boolean needsReason(boolean streamed) {
        return streamed || chat.provider() != ModelProvider.OTHER;
    }

    private Supervision.Below<ChatResponse> below(ChatRequest request, boolean streamed) {
        return streamed
                ? exchange -> streaming.orElseThrow().chat(request, new ChatHandler(exchange))
                : exchange -> exchange.complete(chat.chat(request));
    }

    @Override
    public Description describe() {
        Description description = ModelDescriptions.of("chat", modelId, chat.defaultRequestParameters())
                .with("provider", String.valueOf(chat.provider()))
                .with("takes schemas", ModelDescriptions.takesSchemas(chat.supportedCapabilities()));
        if (streaming.isPresent()) {
            StreamingChatModel other = streaming.get();
            description = description.withPart(
                    ModelDescriptions.of("streaming chat", modelId, other.defaultRequestParameters())
                            .with("provider", String.valueOf(other.provider())));
        }
        return ModelDescriptions.withOptions(
                modelId.isEmpty() ? description.withPart(Description.opaque(chat)) : description, options);
    }

    @Override
    public String toString() {
        return modelId.isEmpty() ? "chat" : "chat(" + modelId + ")";
    }
}
