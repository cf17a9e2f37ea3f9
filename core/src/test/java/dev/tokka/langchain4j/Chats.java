// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Chat models of LangChain4j that do as told. */
final class Chats {

    private Chats() {}

    static ChatResponse response(String text) {
        return response(text, FinishReason.STOP);
    }

    static ChatResponse response(String text, FinishReason finish) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .modelName("small-1")
                .tokenUsage(new TokenUsage(100, 20))
                .finishReason(finish)
                .build();
    }

    static ChatResponse unfinished(String text) {
        return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
    }

    static ChatModel replying(String text) {
        return answering(request -> response(text));
    }

    static ChatModel answering(Function<ChatRequest, ChatResponse> answer) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return answer.apply(request);
            }
        };
    }

    static StreamingChatModel streaming(BiConsumer<ChatRequest, StreamingChatResponseHandler> answer) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                answer.accept(request, handler);
            }
        };
    }

    /** Returns a model that streams {@code pieces} and completes with all of them. */
    static StreamingChatModel streaming(String... pieces) {
        return streaming((request, handler) -> {
            for (String piece : pieces) {
                handler.onPartialResponse(piece);
            }
            handler.onCompleteResponse(response(String.join("", pieces)));
        });
    }
}
