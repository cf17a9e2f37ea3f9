// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/**
 * Passes what a streaming chat model says to an exchange.
 *
 * @param exchange takes it
 */
record ChatHandler(Exchange<ChatResponse> exchange) implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String text) {
        exchange.text(text);
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
        exchange.by(context.streamingHandle());
        exchange.text(partial.text());
    }

    @Override
    public void onPartialThinking(PartialThinking partial) {
        exchange.aside(partial.text());
    }

    @Override
    public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
        exchange.by(context.streamingHandle());
        exchange.aside(partial.text());
    }

    @Override
    public void onPartialToolCall(PartialToolCall partial) {
        exchange.aside(partial.partialArguments());
    }

    @Override
    public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
        exchange.by(context.streamingHandle());
        exchange.aside(partial.partialArguments());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        exchange.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        exchange.fail(error);
    }
}
