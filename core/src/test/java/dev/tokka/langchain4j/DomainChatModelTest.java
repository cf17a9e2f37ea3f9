// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Caller;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DomainChatModelTest {

    private final List<Question> asked = new ArrayList<>();

    private DomainModel recording(Answer answer) {
        return question -> {
            asked.add(question);
            return answer;
        };
    }

    private static DomainModel streaming(String... pieces) {
        return question -> {
            question.attributes()
                    .get(TokenSink.KEY)
                    .ifPresent(sink -> List.of(pieces).forEach(sink::token));
            return Answer.reply(String.join("", pieces));
        };
    }

    /** A handler that keeps what it is told. */
    private static final class Told implements StreamingChatResponseHandler {

        private final List<String> pieces = new ArrayList<>();
        private final List<Object> ends = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void onPartialResponse(String text) {
            pieces.add(text);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            ends.add(response);
            ended.countDown();
        }

        @Override
        public void onError(Throwable error) {
            ends.add(error);
            ended.countDown();
        }

        Object end() throws InterruptedException {
            assertThat(ended.await(20, SECONDS)).isTrue();
            return ends.get(0);
        }
    }

    private static Told told(DomainChatModel model) {
        Told told = new Told();
        model.withExecutor(Runnable::run)
                .chat(ChatRequest.builder().messages(UserMessage.from("?")).build(), told);
        return told;
    }

    @Test
    void aRequestBecomesAQuestion() {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from("Be brief."),
                        UserMessage.from("The fee?"),
                        AiMessage.from("5 euros."),
                        UserMessage.from("And abroad?"))
                .temperature(0.5)
                .maxOutputTokens(9)
                .build();

        ChatResponse response = DomainChatModel.of(recording(Answer.reply("9 euros.")))
                .with(Caller.KEY, Caller.of("branch 7"))
                .chat(request);

        Question question = asked.get(0);
        assertThat(question.text()).isEqualTo("And abroad?");
        assertThat(question.instructions()).containsExactly("Be brief.");
        assertThat(question.history())
                .containsExactly(new Turn(Turn.Speaker.USER, "The fee?"), new Turn(Turn.Speaker.MODEL, "5 euros."));
        assertThat(question.attributes().get(Generation.KEY))
                .contains(Generation.DEFAULT.withTemperature(0.5).withMaxTokens(9));
        assertThat(question.attributes().get(Caller.KEY)).contains(Caller.of("branch 7"));
        assertThat(response.aiMessage().text()).isEqualTo("9 euros.");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.aiMessage().attributes()).isEmpty();
    }

    @Test
    void tokensAndModelComeFromTheTrace() {
        ChatResponse response =
                DomainChatModel.of(ChatDomainModel.of(Chats.replying("Nine."))).chat(UserMessage.from("?"));

        assertThat(response.modelName()).isEqualTo("small-1");
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(100);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(20);
    }

    @Test
    void anAbstentionIsATextThatSaysSo() {
        DomainChatModel model = DomainChatModel.of(recording(Answer.abstain("no passage fits")));

        assertThat(model.chat("?")).isEqualTo("I do not know.");
        AiMessage message = model.withAbstention("Ask a colleague.")
                .chat(UserMessage.from("?"))
                .aiMessage();
        assertThat(message.text()).isEqualTo("Ask a colleague.");
        assertThat(message.attributes()).containsEntry(DomainChatModel.ABSTENTION, "no passage fits");
    }

    @Test
    void aSchemaBecomesTheForm() {
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("fee")
                        .rootElement(JsonObjectSchema.builder()
                                .addIntegerProperty("euros")
                                .build())
                        .build())
                .build();

        DomainChatModel.of(recording(Answer.reply("{}")))
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("?"))
                        .responseFormat(format)
                        .build());

        assertThat(asked.get(0).form())
                .isInstanceOfSatisfying(
                        AnswerForm.JsonSchema.class,
                        json -> assertThat(json.schema()).contains("\"euros\":{\"type\":\"integer\"}"));
    }

    @Test
    void whatAQuestionHasNoPlaceForIsRefused() {
        DomainChatModel model = DomainChatModel.of(recording(Answer.reply("x")));
        ChatRequest.Builder base = ChatRequest.builder().messages(UserMessage.from("?"));

        assertThat(List.of(
                        ChatRequest.builder()
                                .messages(UserMessage.from("?"))
                                .topK(3)
                                .build(),
                        ChatRequest.builder()
                                .messages(UserMessage.from("?"))
                                .modelName("other")
                                .build(),
                        ChatRequest.builder()
                                .messages(UserMessage.from(ImageContent.from("http://localhost/x.png")))
                                .build(),
                        base.toolSpecifications(ToolSpecification.builder()
                                        .name("transfer")
                                        .build())
                                .build()))
                .allSatisfy(request -> assertThatExceptionOfType(UnsupportedFeatureException.class)
                        .isThrownBy(() -> model.chat(request)));
        assertThat(asked).isEmpty();
    }

    @Test
    void aRequestMustEndWithTheUser() {
        DomainChatModel model = DomainChatModel.of(recording(Answer.reply("x")));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> model.chat(UserMessage.from("?"), AiMessage.from("!")));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> model.chat(ChatRequest.builder()
                        .messages(UserMessage.from("?"))
                        .temperature(3.0)
                        .build()));
    }

    @Test
    void aFailureIsTheOneThatLangChain4jKnows() {
        ModelUnavailableException busy =
                new ModelUnavailableException(ModelUnavailableException.Reason.RATE_LIMITED, "busy");
        DomainChatModel model = DomainChatModel.of(question -> {
            throw busy;
        });

        assertThatThrownBy(() -> model.chat("?"))
                .isInstanceOf(RateLimitException.class)
                .hasCause(busy);
        assertThat(told(model).ends).singleElement().isInstanceOf(RateLimitException.class);
    }

    @Test
    void aStreamIsPassedOnAndEndsOnce() throws InterruptedException {
        Told told = new Told();

        DomainChatModel.of(streaming("Nine ", "euros."))
                .chat(ChatRequest.builder().messages(UserMessage.from("?")).build(), told);

        assertThat(told.end())
                .isInstanceOfSatisfying(
                        ChatResponse.class,
                        response -> assertThat(response.aiMessage().text()).isEqualTo("Nine euros."));
        assertThat(told.pieces).containsExactly("Nine ", "euros.");
        assertThat(told.ends).hasSize(1);
    }

    @Test
    void whatIsNotStreamedComesAsOnePieceAnAbstentionToo() {
        assertThat(told(DomainChatModel.of(recording(Answer.reply("Nine.")))).pieces)
                .containsExactly("Nine.");
        assertThat(told(DomainChatModel.of(recording(Answer.abstain("why")))).pieces)
                .containsExactly("I do not know.");
    }

    @Test
    void anAttemptThatIsGivenUpEndsTheStreamUnlessItIsBuffered() {
        DomainModel broken = question -> {
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token("Ni"));
            throw new ModelUnavailableException("gone");
        };
        DomainChatModel model = DomainChatModel.of(broken.orElse(streaming("Nine.")));

        Told live = told(model);
        Told buffered = told(model.buffered());

        assertThat(live.pieces).containsExactly("Ni");
        assertThat(live.ends)
                .singleElement()
                .isInstanceOfSatisfying(
                        LangChain4jException.class, e -> assertThat(e).hasMessageContaining("buffered()"));
        assertThat(buffered.pieces).containsExactly("Nine.");
        assertThat(buffered.ends).singleElement().isInstanceOf(ChatResponse.class);
    }

    @Test
    void anAttemptThatIsGivenUpBeforeItWroteDoesNotMatter() {
        Told told = told(DomainChatModel.of(recording(Answer.abstain("x")).orElse(streaming("Nine."))));

        assertThat(told.pieces).containsExactly("Nine.");
        assertThat(told.ends).singleElement().isInstanceOf(ChatResponse.class);
    }

    @Test
    void aCancelledStreamSaysNothingMore() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        DomainModel model = question -> {
            TokenSink sink = question.attributes().get(TokenSink.KEY).orElseThrow();
            try {
                sink.token("one");
                sink.token("two");
                return Answer.reply("onetwo");
            } finally {
                done.countDown();
            }
        };
        List<Object> calls = new ArrayList<>();

        DomainChatModel.of(model)
                .chat(
                        ChatRequest.builder().messages(UserMessage.from("?")).build(),
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                                calls.add(partial.text());
                                context.streamingHandle().cancel();
                                calls.add(context.streamingHandle().isCancelled());
                            }

                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                calls.add(response);
                            }

                            @Override
                            public void onError(Throwable error) {
                                calls.add(error);
                            }
                        });

        assertThat(done.await(20, SECONDS)).isTrue();
        assertThat(calls).containsExactly("one", true);
    }
}
