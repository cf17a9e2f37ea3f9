// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.Set;

/** See {@link Faults#in(ChatModel)}. */
record FaultyChatModel(ChatModel model, Faults faults, Draws draws) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Draws.Fate fate = draws.next(faults);
        pause(faults, fate.delay());
        if (fate.fault() instanceof Fault.Failure failing) {
            throw failing.failure().apply(fate.message("failure"));
        }
        ChatResponse response = model.chat(request);
        String text = response.aiMessage().text();
        if (fate.fault() instanceof Fault.None || text == null) {
            return response;
        }
        if (fate.fault() instanceof Fault.Stall stall) {
            pause(faults, stall.time());
            throw new TimeoutException(fate.message("nothing came for " + stall.time()));
        }
        return fate.fault() instanceof Fault.Garbage
                ? saying(fate.garbage(text), response, response.finishReason())
                : saying(fate.beginning(text), response, FinishReason.LENGTH);
    }

    /** Returns {@code response} with another text and finish reason. */
    static ChatResponse saying(String text, ChatResponse response, FinishReason reason) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .metadata(response.metadata().toBuilder().finishReason(reason).build())
                .build();
    }

    static void pause(Faults faults, Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            faults.pause().pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LangChain4jException("interrupted in a pause of " + time, e);
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
