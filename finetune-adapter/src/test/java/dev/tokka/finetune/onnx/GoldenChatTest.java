// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.finetune.onnx.GoldenTest.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same generations through tokenizer, template and decoder. */
class GoldenChatTest {

    private static final Path DEMO = GoldenTest.MODELS.resolve("demo-lm");
    private static final Path COPY = GoldenTest.MODELS.resolve("tiny-copy");

    static ChatRequest request(Golden golden) {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : golden.json().path("messages")) {
            String text = message.path("content").asText();
            messages.add(
                    switch (message.path("role").asText()) {
                        case "system" -> SystemMessage.from(text);
                        case "user" -> UserMessage.from(text);
                        default -> AiMessage.from(text);
                    });
        }
        return ChatRequest.builder()
                .messages(messages)
                .parameters(
                        OnnxChatParameters.builder().adapter(golden.adapter()).build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50_000_000})
    void chatsFromEightThreadsWithAdaptersInTurns(long prefixBytes) throws Exception {
        List<Golden> all = GoldenTest.interleaved(Golden.of(DEMO));
        try (OnnxChatModel model =
                OnnxChatModel.open(DEMO, GoldenTest.options(DEMO).withPrefixBytes(prefixBytes))) {
            List<ChatResponse> responses = fromEightThreads(all.stream()
                    .map(golden -> (Callable<ChatResponse>) () -> model.chat(request(golden)))
                    .toList());

            for (int i = 0; i < all.size(); i++) {
                assertGolden(all.get(i), responses.get(i));
            }
        }
    }

    @Test
    void chatsInBatchesOfSixteen() throws Exception {
        List<Golden> all = Golden.of(DEMO);
        try (OnnxChatModel model = OnnxChatModel.open(DEMO, GoldenTest.options(DEMO))) {
            List<ChatResponse> responses =
                    model.chatAll(all.stream().map(GoldenChatTest::request).toList());

            for (int i = 0; i < all.size(); i++) {
                assertGolden(all.get(i), responses.get(i));
            }
        }
    }

    private static void assertGolden(Golden golden, ChatResponse response) {
        assertThat(response.aiMessage().text())
                .isEqualTo(golden.json().path("text").asText());
        assertThat(response.tokenUsage().inputTokenCount())
                .isEqualTo(golden.prompt().size());
        assertThat(response.tokenUsage().outputTokenCount())
                .isEqualTo(golden.output().size());
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.modelName()).isEqualTo(golden.adapter().isEmpty() ? "demo-lm" : golden.adapter());
    }

    @Test
    void completionsFromEightThreadsWithAdaptersInTurns() throws Exception {
        List<Golden> all = GoldenTest.interleaved(Golden.of(COPY));
        try (OnnxChatModel model = OnnxChatModel.open(COPY, GoldenTest.options(COPY))) {
            OnnxLanguageModel language = model.withBeginning().asLanguageModel();
            List<Response<String>> responses = fromEightThreads(all.stream()
                    .map(golden -> (Callable<Response<String>>) () -> language.generate(
                            golden.json().path("prompt").asText(),
                            OnnxChatParameters.builder()
                                    .adapter(golden.adapter())
                                    .build()))
                    .toList());

            for (int i = 0; i < all.size(); i++) {
                Response<String> response = responses.get(i);
                TokenUsage usage = requireNonNull(response.tokenUsage());
                assertThat(response.content())
                        .isEqualTo(all.get(i).json().path("text").asText());
                assertThat(usage.inputTokenCount())
                        .isEqualTo(all.get(i).prompt().size());
                assertThat(usage.outputTokenCount())
                        .isEqualTo(all.get(i).output().size());
            }
        }
    }

    private static <T> List<T> fromEightThreads(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
