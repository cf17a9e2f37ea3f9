// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.time.Duration;

/** LangChain4j's models over a guarded client. */
public final class Models {

    public static final String KEY = "sk-0123456789abcdef";

    /** Limits that no healthy request comes near to, however busy the machine is. */
    public static final HttpLimits WIDE = new HttpLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(25),
            256 * 1024,
            16 * 1024);

    private Models() {}

    /** Returns a builder of clients that wait a millisecond where others wait half a second. */
    public static HttpClientBuilder quick(GuardedHttpClientBuilder builder) {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return builder.connectTimeout();
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                builder.connectTimeout(timeout);
                return this;
            }

            @Override
            public Duration readTimeout() {
                return builder.readTimeout();
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                builder.readTimeout(timeout);
                return this;
            }

            @Override
            public HttpClient build() {
                return builder.build(Duration.ofMillis(1), Timer.SYSTEM);
            }
        };
    }

    public static GuardedHttpClientBuilder within(HttpLimits limits) {
        return new GuardedHttpClientBuilder().limits(limits);
    }

    public static ChatModel openAi(FaultServer server, HttpClientBuilder client) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(server.url() + "/v1")
                .apiKey(KEY)
                .modelName("m")
                .build();
    }

    public static StreamingChatModel openAiStreaming(FaultServer server, HttpClientBuilder client) {
        return OpenAiStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(server.url() + "/v1")
                .apiKey(KEY)
                .modelName("m")
                .build();
    }

    public static ChatModel ollama(FaultServer server, HttpClientBuilder client) {
        return OllamaChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(server.url())
                .modelName("m")
                .build();
    }

    public static StreamingChatModel ollamaStreaming(FaultServer server, HttpClientBuilder client) {
        return OllamaStreamingChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(server.url())
                .modelName("m")
                .build();
    }
}
