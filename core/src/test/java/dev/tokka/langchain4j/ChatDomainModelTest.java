// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Generation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatDomainModelTest {

    private static final Question EVIDENT = Question.of("What is the fee?")
            .plusEvidence(List.of(new Passage("p", "9 euros", new Source("fees.md", List.of(), new Span(0, 7)), 1)));

    private final List<ChatRequest> requests = new ArrayList<>();

    private ChatModel recording(String reply) {
        return Chats.answering(request -> {
            requests.add(request);
            return Chats.response(reply);
        });
    }

    @Test
    void aReplyIsWhatTheModelWrites() {
        Answer answer = ChatDomainModel.of(recording("Nine euros.")).answer("What is the fee?");

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Nine euros.");
        assertThat(requests)
                .singleElement()
                .satisfies(request ->
                        assertThat(request.messages()).containsExactly(UserMessage.from("What is the fee?")));
    }

    @Test
    void theTraceTellsModelTokensCostAndEnd() {
        PriceTable prices = PriceTable.parse("small-1, 1, 10, EUR, 2025-01-01");
        ChatDomainModel model = ChatDomainModel.of(recording("Nine euros."))
                .withPrices(prices, () -> Instant.parse("2025-06-01T00:00:00Z"));

        Step step = model.answer("What is the fee?").trace().steps().get(0);

        assertThat(step.name()).isEqualTo("ask");
        assertThat(step.usage()).isEqualTo(new TokenUsage(100, 20));
        assertThat(step.cost().orElseThrow().amount()).isEqualByComparingTo("0.0003");
        assertThat(step.details())
                .containsEntry("model", "small-1")
                .containsEntry("finishReason", "STOP")
                .containsEntry("streamed", "false");
        assertThat(step.details().get("prompt")).matches("[0-9a-f]{64}");
    }

    @Test
    void theFenceIsNewForEveryCallAndNotInTheDigestOfThePrompt() {
        ChatDomainModel model = ChatDomainModel.of(recording("Nine euros [1]."));

        List<String> digests = List.of(
                model.answer(EVIDENT).trace().steps().get(0).details().get("prompt"),
                model.answer(EVIDENT).trace().steps().get(0).details().get("prompt"));

        assertThat(digests.get(0)).isEqualTo(digests.get(1));
        assertThat(requests.get(0)).isNotEqualTo(requests.get(1));
    }

    @Test
    void theFenceComesFromTheRandomSource() {
        for (int i = 0; i < 2; i++) {
            ChatDomainModel.of(recording("Nine euros [1]."))
                    .withRandom(new Random(7))
                    .answer(EVIDENT);
        }

        assertThat(requests.get(0)).isEqualTo(requests.get(1));
    }

    @Test
    void theAgreedSentenceIsAnAbstention() {
        assertThat(List.of("I do not know.", "i don't know", "「分かりません。」"))
                .allSatisfy(text -> assertThat(
                                ChatDomainModel.of(Chats.replying(text)).answer(EVIDENT))
                        .isInstanceOf(Answer.Abstention.class));
        assertThat(ChatDomainModel.of(Chats.replying("I do not know"))
                        .answer(EVIDENT.withForm(AnswerForm.oneOf("I do not know", "I know")))
                        .reply())
                .isPresent();
    }

    @Test
    void aModelMayAbstainFromASchemaAndFromLabels() {
        ChatDomainModel model = ChatDomainModel.of(Chats.replying("I do not know."));

        assertThat(model.answer(EVIDENT.withForm(new AnswerForm.JsonSchema("{}"))))
                .isInstanceOf(Answer.Abstention.class);
        assertThat(model.answer(EVIDENT.withForm(AnswerForm.oneOf("yes", "no"))))
                .isInstanceOf(Answer.Abstention.class);
    }

    @Test
    void whatLangChain4jTakesForBlankIsRejected() {
        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> ChatDomainModel.of(recording("x"))
                        .answer(Question.of("?").plusInstructions(List.of("\u0001"))));
        assertThat(ChatDomainModel.of(recording("x")).answer("\udb40\udc41").reply())
                .isPresent();
    }

    @Test
    void anAbstentionIsNotStreamed() {
        ReadAloud sink = new ReadAloud();

        Answer answer = ChatDomainModel.of(Chats.replying("unused"), Chats.streaming("I do", " not know", "."))
                .answer(sink.asked("?"));

        assertThat(answer).isInstanceOf(Answer.Abstention.class);
        assertThat(sink.pieces()).isEmpty();
    }

    @Test
    void aSinkIsCalledByTheCallingThread() {
        ReadAloud sink = new ReadAloud();

        Answer answer = ChatDomainModel.of(
                        Chats.replying("unused"), Chats.streaming("Nine ", "euros \ud83d", "\udcb6."))
                .answer(sink.asked("?"));

        assertThat(sink.text())
                .isEqualTo("Nine euros 💶.")
                .isEqualTo(answer.reply().orElseThrow().text());
        assertThat(sink.threads()).containsOnly(Thread.currentThread());
        assertThat(answer.trace().steps().get(0).details()).containsEntry("streamed", "true");
    }

    @Test
    void withoutAStreamingModelTheSinkGetsOnePiece() {
        ReadAloud sink = new ReadAloud();

        ChatDomainModel.of(Chats.replying("Nine euros.")).answer(sink.asked("?"));

        assertThat(sink.pieces()).containsExactly("Nine euros.");
    }

    @Test
    void withoutASinkTheOtherModelIsAsked() {
        ChatDomainModel model = ChatDomainModel.of(Chats.replying("whole"), Chats.streaming("streamed"));

        assertThat(model.answer("?").reply().orElseThrow().text()).isEqualTo("whole");
    }

    @Test
    void settingsAndSchemasReachTheModel() {
        Generation settings = Generation.DEFAULT
                .withTemperature(0.5)
                .withTopP(0.9)
                .withMaxTokens(50)
                .withStops(List.of("END"));
        ChatModel model = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                requests.add(request);
                return Chats.response("{}");
            }

            @Override
            public Set<Capability> supportedCapabilities() {
                return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            }
        };

        ChatDomainModel.of(model)
                .answer(Question.of("?")
                        .with(Generation.KEY, settings)
                        .withForm(new AnswerForm.JsonSchema("{\"a\":{}}")));

        ChatRequest request = requests.get(0);
        assertThat(request.temperature()).isEqualTo(0.5);
        assertThat(request.topP()).isEqualTo(0.9);
        assertThat(request.maxOutputTokens()).isEqualTo(50);
        assertThat(request.stopSequences()).containsExactly("END");
        assertThat(request.responseFormat().jsonSchema().rootElement()).isEqualTo(JsonRawSchema.from("{\"a\":{}}"));
        assertThat(request.messages().get(0))
                .isInstanceOfSatisfying(
                        SystemMessage.class, system -> assertThat(system.text()).contains("{\"a\":{}}"));
    }

    @Test
    void aModelThatTakesNoSchemaIsToldInThePromptOnly() {
        ChatDomainModel.of(recording("{}")).answer(Question.of("?").withForm(new AnswerForm.JsonSchema("{\"a\":{}}")));

        assertThat(requests.get(0).responseFormat()).isIn(null, ResponseFormat.TEXT);
    }

    @Test
    void aBrokenSchemaIsRejected() {
        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> ChatDomainModel.of(recording("{}"))
                        .answer(Question.of("?").withForm(new AnswerForm.JsonSchema("{\"type\": "))))
                .withMessageContaining("is no JSON");
        assertThat(requests).isEmpty();
    }

    @Test
    void theEndDecidesWhetherItIsAnAnswer() {
        assertIncomplete(Chats.response("Nine", FinishReason.LENGTH), IncompleteAnswerException.Reason.LENGTH);
        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> ended(Chats.response("Nine", FinishReason.CONTENT_FILTER)));
        assertThat(ended(Chats.response("Nine", FinishReason.OTHER)).reply()).isPresent();
        assertThat(ended(Chats.unfinished("Nine")).reply()).isPresent();
        assertUnavailable(Chats.response("  \n"));
        assertUnavailable(ChatResponse.builder()
                .aiMessage(AiMessage.from(ToolExecutionRequest.builder()
                        .name("transfer")
                        .arguments("{}")
                        .build()))
                .finishReason(FinishReason.TOOL_EXECUTION)
                .build());
    }

    private static Answer ended(ChatResponse response) {
        return ChatDomainModel.of(Chats.answering(request -> response)).answer("?");
    }

    private static void assertIncomplete(ChatResponse response, IncompleteAnswerException.Reason reason) {
        assertThatThrownBy(() -> ended(response)).isInstanceOfSatisfying(IncompleteAnswerException.class, cut -> {
            assertThat(cut.reason()).isEqualTo(reason);
            assertThat(cut.partialText()).isEqualTo("Nine");
        });
    }

    private static void assertUnavailable(ChatResponse response) {
        assertThatThrownBy(() -> ended(response))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.PROTOCOL));
    }

    @Test
    void aCompletionFormatIsAMistakeOfConfiguration() {
        assertThatThrownBy(() -> ChatDomainModel.of(recording("x"))
                        .withFormat(PromptFormats.completion())
                        .answer("?"))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.CONFIGURATION))
                .hasMessageContaining("CompletionDomainModel");
    }

    @Test
    void aModelWithoutANameIsOpaqueAndAnyOtherIsDescribed() {
        ChatModel named = new ChatModel() {
            @Override
            public ChatRequestParameters defaultRequestParameters() {
                return ChatRequestParameters.builder()
                        .modelName("small-1")
                        .temperature(0.2)
                        .build();
            }
        };

        assertThat(ChatDomainModel.of(Chats.replying("x")).describe().isOpaque())
                .isTrue();
        assertThat(ChatDomainModel.of(Chats.replying("x"))
                        .named("mine")
                        .describe()
                        .isOpaque())
                .isFalse();
        assertThat(ChatDomainModel.of(named).describe().isOpaque()).isFalse();
        assertThat(ChatDomainModel.of(named).describe().name()).isEqualTo("small-1");
        assertThat(ChatDomainModel.of(named).describe().properties()).containsEntry("temperature", "0.2");
        assertThat(ChatDomainModel.of(named)).hasToString("chat(small-1)");
    }
}
