// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** See {@link Faults#in(StreamingChatModel)}. */
record FaultyStreamingChatModel(StreamingChatModel model, Faults faults, Draws draws) implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        Draws.Fate fate = draws.next(faults);
        FaultyChatModel.pause(faults, fate.delay());
        if (fate.fault() instanceof Fault.Failure failing) {
            handler.onError(failing.failure().apply(fate.message("failure")));
        } else if (fate.fault() instanceof Fault.None) {
            model.chat(request, handler);
        } else {
            model.chat(request, new Spoiling(handler, fate));
        }
    }

    /** Waits for the whole reply, because only then it is known where its middle is, and passes it on spoiled. */
    private record Spoiling(StreamingChatResponseHandler handler, Draws.Fate fate)
            implements StreamingChatResponseHandler {

        @Override
        @SuppressWarnings("NullAway") // null is LangChain4j's word for "none"
        public void onCompleteResponse(ChatResponse response) {
            String text = response.aiMessage().text();
            if (text == null) {
                handler.onCompleteResponse(response);
                return;
            }
            boolean garbage = fate.fault() instanceof Fault.Garbage;
            String spoiled = garbage ? fate.garbage(text) : fate.beginning(text);
            ScriptedReply reply = new ScriptedReply(
                    FaultyChatModel.saying(spoiled, response, garbage ? response.finishReason() : null),
                    Pieces.of(spoiled, Pieces.DEFAULT_LENGTH),
                    Duration.ZERO,
                    Duration.ZERO,
                    Optional.empty());
            boolean ends = !(fate.fault() instanceof Fault.Stall);
            new Performance(Pause.none()).stream(reply, ends ? handler : new Endless(handler));
        }

        @Override
        public void onError(Throwable error) {
            handler.onError(error);
        }
    }

    /** Passes everything on but the end, which is what a stall is. */
    private record Endless(StreamingChatResponseHandler handler) implements StreamingChatResponseHandler {

        @Override
        public void onPartialResponse(PartialResponse partialResponse, PartialResponseContext context) {
            handler.onPartialResponse(partialResponse, context);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {}

        @Override
        public void onError(Throwable error) {
            handler.onError(error);
        }
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return model.defaultRequestParameters();
    }

    @Override
    public ModelProvider provider() {
        return model.provider();
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.supportedCapabilities();
    }

    @Override
    public String toString() {
        return "faulty(" + model + ")";
    }
}
