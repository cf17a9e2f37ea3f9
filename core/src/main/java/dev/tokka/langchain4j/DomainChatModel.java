// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tokka.Attributes;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A domain model as a chat model of LangChain4j, so that its {@code AiServices}, memory and tools work on top of it.
 *
 * <pre>{@code
 * Assistant assistant = AiServices.builder(Assistant.class)
 *         .chatModel(DomainChatModel.of(handbook))
 *         .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
 *         .build();
 * }</pre>
 *
 * <p>It answers at once and streams, so {@code AiServices.create(type, model)}, which takes a model for either, does not compile
 * with it: take the builder, which says which is meant.
 *
 * <p>System messages become instructions, earlier messages the history, the last user message the text; a response format
 * becomes the form of the answer, and temperature, top P, most tokens and stops its settings. What a question has no
 * place for, such as an image, another model's name or a penalty, throws an
 * {@link dev.langchain4j.exception.UnsupportedFeatureException}; nothing is left out silently.
 *
 * <p>An abstention is answered with a {@linkplain #withAbstention text}, and the message then has the attribute
 * {@link #ABSTENTION}. A {@link dev.tokka.ModelException} is thrown as the exception of LangChain4j that stands for it,
 * with itself as the cause: {@code RateLimitException}, {@code TimeoutException}, {@code InvalidRequestException}, and so
 * on; what is not worth another attempt as a {@code NonRetriableException}.
 *
 * <h2>Tools</h2>
 *
 * <p>A question has no tools. If the model is a {@link ChatDomainModel}, requests with tools, or with calls of tools in
 * their messages, are passed to the chat model below it, within its limits and with the texts neutralized but without
 * its prompt format; every other model refuses them with an {@code UnsupportedFeatureException}.
 *
 * <h2>Streaming</h2>
 *
 * <p>Text is passed on as it is written, and exactly one of {@code onCompleteResponse} and {@code onError} is called last;
 * after a cancellation none is. LangChain4j cannot take text back: if the model gives an attempt up after some of its text
 * was passed on, as a fallback does, the stream ends with an error. A {@link #buffered()} model waits for the whole answer
 * instead, which then comes as one piece.
 */
public final class DomainChatModel implements ChatModel, StreamingChatModel {

    /** The name of the attribute of an {@code AiMessage} that holds the reason of an abstention, and is not there else. */
    public static final String ABSTENTION = "tokka.abstention";

    private final DomainModel model;
    private final Attributes attributes;
    private final String abstention;
    private final Executor executor;
    private final boolean live;

    private DomainChatModel(DomainModel model, Attributes attributes, String abstention, Delivery delivery) {
        this.model = model;
        this.attributes = attributes;
        this.abstention = abstention;
        this.executor = delivery.executor();
        this.live = delivery.live();
    }

    private record Delivery(Executor executor, boolean live) {}

    /** Returns {@code model} as a chat model. */
    public static DomainChatModel of(DomainModel model) {
        return new DomainChatModel(
                requireNonNull(model, "model"),
                Attributes.NONE,
                Abstentions.ENGLISH,
                new Delivery(Runner.DEFAULT.executor(), true));
    }

    /** Returns this model with another text for abstentions. Default: "I do not know." */
    public DomainChatModel withAbstention(String text) {
        return new DomainChatModel(model, attributes, Checks.requireText(text, "text"), delivery());
    }

    /** Returns this model with an attribute, such as the caller, on every question. Default: none. */
    public <T> DomainChatModel with(Key<T> key, T value) {
        return new DomainChatModel(model, attributes.with(key, value), abstention, delivery());
    }

    /** Returns this model with another executor for streamed answers. Default: a new daemon thread for each. */
    public DomainChatModel withExecutor(Executor newExecutor) {
        return new DomainChatModel(
                model, attributes, abstention, new Delivery(requireNonNull(newExecutor, "executor"), live));
    }

    /** Returns this model, streaming each answer as one piece when it is certain. Default: as it is written. */
    public DomainChatModel buffered() {
        return new DomainChatModel(model, attributes, abstention, new Delivery(executor, false));
    }

    private Delivery delivery() {
        return new Delivery(executor, live);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        requireNonNull(request, "request");
        try {
            return respond(request, attributes);
        } catch (RuntimeException e) {
            throw LangChain4jFailures.of(e);
        }
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        requireNonNull(request, "request");
        StreamedAnswer stream = new StreamedAnswer(
                requireNonNull(handler, "handler"), live, answer -> respond(request, answer.listening(attributes)));
        try {
            executor.execute(stream.task());
        } catch (RejectedExecutionException e) {
            handler.onError(LangChain4jFailures.of(e));
        }
    }

    private ChatResponse respond(ChatRequest request, Attributes all) {
        if (!ToolRequests.isOne(request)) {
            return Responses.of(model.answer(RequestQuestions.of(request, all)), abstention);
        }
        if (model instanceof ChatDomainModel chat) {
            return chat.respond(ToolRequests.neutral(request), all);
        }
        throw ToolRequests.unsupported(model);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return DefaultChatRequestParameters.EMPTY;
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    /** Returns that JSON schemas are taken: one becomes the form of the answer. */
    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    @Override
    public String toString() {
        return "DomainChatModel(" + model + ")";
    }
}
