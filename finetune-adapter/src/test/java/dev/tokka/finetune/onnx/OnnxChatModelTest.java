// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.onnx.GoldenTest.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxChatModelTest {

    private static final Path DEMO = GoldenTest.MODELS.resolve("demo-lm");
    private static OnnxChatModel model;
    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        Assumptions.assumeTrue(Files.exists(DEMO), "the models are not beside the project");
        model = OnnxChatModel.open(DEMO, GoldenTest.options(DEMO));
        golden = Golden.of(DEMO).stream()
                .filter(each -> each.prompt().size() > 200 && each.output().size() > 12)
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    /** What a stream said, in order; each end is a line of its own. */
    private static class Recorder implements StreamingChatResponseHandler {
        private final List<String> pieces = new ArrayList<>();
        private final List<Object> ends = new ArrayList<>();
        private final int cancelAfter;

        Recorder(int cancelAfter) {
            this.cancelAfter = cancelAfter;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            pieces.add(partial.text());
            if (pieces.size() == cancelAfter) {
                context.streamingHandle().cancel();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            ends.add(response);
        }

        @Override
        public void onError(Throwable error) {
            ends.add(error);
        }
    }

    private static ChatRequest request(String text, ChatRequestParameters parameters) {
        return ChatRequest.builder()
                .messages(UserMessage.from(text))
                .parameters(parameters)
                .build();
    }

    @Test
    void streamsTheTextAndThenOneEnd() {
        Recorder recorder = new Recorder(-1);

        model.chat(GoldenChatTest.request(golden), recorder);

        String text = golden.json().path("text").asText();
        assertThat(String.join("", recorder.pieces)).isEqualTo(text);
        assertThat(recorder.pieces.size()).isGreaterThan(1);
        assertThat(recorder.ends)
                .singleElement()
                .isInstanceOfSatisfying(
                        ChatResponse.class,
                        response -> assertThat(response.aiMessage().text()).isEqualTo(text));
    }

    @Test
    void nothingComesAfterACancellation() {
        Recorder recorder = new Recorder(2);

        model.chat(GoldenChatTest.request(golden), recorder);

        assertThat(recorder.pieces).hasSize(2);
        assertThat(recorder.ends).isEmpty();
    }

    @Test
    void whatTheHandlerThrowsEndsTheStreamOnce() {
        Recorder recorder = new Recorder(-1) {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                throw new IllegalArgumentException("full");
            }
        };

        model.chat(GoldenChatTest.request(golden), recorder);

        assertThat(recorder.ends).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stopsWhereItIsTold() {
        String text = golden.json().path("text").asText();
        String stop = text.substring(5, 8);

        ChatResponse stopped = model.chat(ChatRequest.builder()
                .messages(GoldenChatTest.request(golden).messages())
                .parameters(OnnxChatParameters.builder()
                        .adapter(golden.adapter())
                        .stopSequences(stop)
                        .build())
                .build());
        ChatResponse cut = model.withAdapter("raft")
                .chat(request(
                        "Hello",
                        ChatRequestParameters.builder().maxOutputTokens(1).build()));

        assertThat(stopped.aiMessage().text()).isEqualTo(text.substring(0, text.indexOf(stop)));
        assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void writesWhatASchemaAllows() throws Exception {
        JsonSchema schema = JsonSchema.builder()
                .name("answer")
                .rootElement(JsonObjectSchema.builder()
                        .addProperty("count", JsonIntegerSchema.builder().build())
                        .required("count")
                        .additionalProperties(false)
                        .build())
                .build();

        ChatResponse response = model.chat(request(
                "How many?",
                ChatRequestParameters.builder()
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(schema)
                                .build())
                        .maxOutputTokens(60)
                        .build()));

        if (response.finishReason() == FinishReason.STOP) {
            assertThat(new ObjectMapper()
                            .readTree(response.aiMessage().text())
                            .path("count")
                            .isIntegralNumber())
                    .isTrue();
        } else {
            assertThat(response.aiMessage().text()).startsWith("{");
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> model.withAdapter("legal"))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageContaining("facts-x1, facts-x10, raft, raft-replay")
                .hasMessageContaining("legal");
        assertThatThrownBy(() -> model.chat(request(
                        "Hello",
                        ChatRequestParameters.builder()
                                .toolSpecifications(
                                        ToolSpecification.builder().name("t").build())
                                .build())))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("tools");
        assertThatThrownBy(() -> model.chat(request(
                        "Hello",
                        ChatRequestParameters.builder().presencePenalty(0.5).build())))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("presence penalty");
        assertThatThrownBy(() -> model.chat(request(
                        "Hello",
                        ChatRequestParameters.builder().modelName("gpt").build())))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("demo-lm");
        assertThatThrownBy(() -> model.chat("fee ".repeat(2000)))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessageContaining("1024");
    }

    @Test
    void beginningsAreReadOnce() {
        ChatRequest request = GoldenChatTest.request(golden);
        try (OnnxChatModel own = OnnxChatModel.open(DEMO, GoldenTest.options(DEMO))) {
            ChatResponse cold = own.chat(request);
            own.warm(request);
            ChatResponse warm = own.chat(request);

            assertThat(warm.aiMessage().text()).isEqualTo(cold.aiMessage().text());
            assertThat(warm.aiMessage().attribute(OnnxChatModel.CONFIDENCE, Double.class))
                    .isEqualTo(cold.aiMessage().attribute(OnnxChatModel.CONFIDENCE, Double.class));
            assertThat(own.prefixUsage().hits()).isEqualTo(2);
            assertThat(own.prefixUsage().reusedTokens()).isGreaterThan(128 * 2);
        }
    }

    @Test
    void aClosedModelSaysSo() {
        OnnxChatModel own = OnnxChatModel.open(DEMO);
        own.close();
        own.close();

        assertThatThrownBy(() -> own.chat("Hello"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
