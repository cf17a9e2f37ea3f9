// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;

/** Models of LangChain4j that say how long their prompt is, so that every prompt has an answer. */
final class CountingModels {

    private CountingModels() {}

    private static String reply(int length) {
        return "It has " + length + " characters 💧.";
    }

    /** Returns a chat model that calls itself {@code name}. */
    static ChatModel chat(String name) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return response(request);
            }

            @Override
            public ChatRequestParameters defaultRequestParameters() {
                return ChatRequestParameters.builder().modelName(name).build();
            }
        };
    }

    /** Returns a chat model that streams one UTF-16 unit at a time, from a thread of its own. */
    static StreamingChatModel streamingChat(String name) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                ChatResponse response = response(request);
                daemon(() -> {
                    response.aiMessage().text().chars().forEach(unit -> handler.onPartialResponse((char) unit + ""));
                    handler.onCompleteResponse(response);
                });
            }

            @Override
            public ChatRequestParameters defaultRequestParameters() {
                return ChatRequestParameters.builder().modelName(name).build();
            }
        };
    }

    static LanguageModel language() {
        return new LanguageModel() {
            @Override
            public Response<String> generate(String prompt) {
                return response(prompt);
            }
        };
    }

    static StreamingLanguageModel streamingLanguage() {
        return new StreamingLanguageModel() {
            @Override
            public void generate(String prompt, StreamingResponseHandler<String> handler) {
                Response<String> response = response(prompt);
                daemon(() -> {
                    response.content().chars().forEach(unit -> handler.onNext((char) unit + ""));
                    handler.onComplete(response);
                });
            }
        };
    }

    private static ChatResponse response(ChatRequest request) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(reply(request.messages().toString().length())))
                .finishReason(FinishReason.STOP)
                .build();
    }

    private static Response<String> response(String prompt) {
        return Response.from(reply(prompt.length()), new TokenUsage(1, 1), FinishReason.STOP);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "counting model");
        thread.setDaemon(true);
        thread.start();
    }
}
