// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static dev.tokka.testkit.cassette.Cassettes.text;
import static dev.tokka.testkit.cassette.Cassettes.unreachable;
import static dev.tokka.testkit.cassette.Cassettes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.Samples;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedReply;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteChatModelTest {

    private static final String FENCE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("chat.json");
    }

    @Test
    void aResponseComesBackWithUsageAndFinishReason() {
        ScriptedReply reply = ScriptedReply.text("Cut")
                .withUsage(120, 4)
                .withFinishReason(FinishReason.LENGTH)
                .withModelName("m-1");
        ChatResponse recorded = record(reply, UserMessage.from("fee?"));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> assertThat(cassette.chatModel(unreachable()).chat(UserMessage.from("fee?")))
                        .isEqualTo(recorded)
                        .isEqualTo(reply.response()));
    }

    @Test
    void toolsAndThinkingComeBack() {
        AiMessage message = AiMessage.builder()
                .text("Let me see.")
                .thinking("A tool?")
                .toolExecutionRequests(List.of(ToolExecutionRequest.builder()
                        .id("1")
                        .name("fee")
                        .arguments("{\"of\": \"transfer\"}")
                        .build()))
                .build();
        record(ScriptedReply.message(message), UserMessage.from("fee?"));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> assertThat(cassette.chatModel(unreachable())
                                .chat(UserMessage.from("fee?"))
                                .aiMessage())
                        .isEqualTo(message));
    }

    @Test
    void everythingInARequestCounts() {
        JsonSchema schema = JsonSchema.builder()
                .name("Fee")
                .rootElement(JsonObjectSchema.builder().addNumberProperty("yen").build())
                .build();
        JsonSchema raw = JsonSchema.builder()
                .name("Fee")
                .rootElement(JsonRawSchema.from("{\"type\": \"object\"}"))
                .build();
        ToolSpecification tool =
                ToolSpecification.builder().name("fee").description("the fee").build();
        List<ChatRequestParameters> parameters = List.of(
                ChatRequestParameters.builder().build(),
                ChatRequestParameters.builder().modelName("m-2").build(),
                ChatRequestParameters.builder()
                        .temperature(0.0)
                        .topP(0.5)
                        .topK(3)
                        .build(),
                ChatRequestParameters.builder()
                        .frequencyPenalty(0.1)
                        .presencePenalty(0.2)
                        .build(),
                ChatRequestParameters.builder()
                        .maxOutputTokens(5)
                        .stopSequences("x")
                        .build(),
                ChatRequestParameters.builder()
                        .toolSpecifications(tool)
                        .toolChoice(ToolChoice.REQUIRED)
                        .build(),
                ChatRequestParameters.builder()
                        .responseFormat(ResponseFormat.JSON)
                        .build(),
                ChatRequestParameters.builder().responseFormat(format(schema)).build(),
                ChatRequestParameters.builder().responseFormat(format(raw)).build());
        ScriptedChatModel real = ScriptedChatModel.replying("0", "1", "2", "3", "4", "5", "6", "7", "8");

        with(
                file,
                CassetteMode.RECORD,
                cassette -> parameters.forEach(
                        each -> cassette.chatModel(() -> real).chat(request(each))));

        with(file, lenient(CassetteMode.REPLAY), cassette -> {
            for (int i = 0; i < parameters.size(); i++) {
                assertThat(cassette.chatModel(unreachable())
                                .chat(request(parameters.get(i)))
                                .aiMessage()
                                .text())
                        .isEqualTo(Integer.toString(i));
            }
        });
    }

    @Test
    void messagesOfAllSortsCount() {
        ToolExecutionRequest tool = ToolExecutionRequest.builder()
                .id("1")
                .name("fee")
                .arguments("{}")
                .build();
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from("Be kind."),
                        UserMessage.from(
                                TextContent.from("What is this?"),
                                ImageContent.from(Image.builder()
                                        .url("http://localhost/x.png")
                                        .build())),
                        AiMessage.from("Let me see.", List.of(tool)),
                        ToolExecutionResultMessage.from(tool, "500 yen"))
                .build();
        ScriptedChatModel real = ScriptedChatModel.replying("A fee.");
        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.chatModel(() -> real).chat(request));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> assertThat(cassette.chatModel(unreachable())
                                .chat(request)
                                .aiMessage()
                                .text())
                        .isEqualTo("A fee."));

        assertThat(text(file))
                .contains("\"tool\": \"fee\"", "\"sha256\"", "500 yen")
                .doesNotContain("x.png");
    }

    @Test
    void failuresComeBack() {
        List<RuntimeException> failures = List.of(
                new RateLimitException("too many"), new HttpException(503, "down"), new IllegalStateException("bug"));
        ScriptedChatModel.Builder real = ScriptedChatModel.builder();
        failures.forEach(real::fail);
        ChatModel failing = real.build();
        with(
                file,
                CassetteMode.RECORD,
                cassette -> failures.forEach(failure -> assertThatThrownBy(
                                () -> cassette.chatModel(() -> failing).chat("fee?"))
                        .isSameAs(failure)));

        with(file, CassetteMode.REPLAY, cassette -> {
            ChatModel replaying = cassette.chatModel(unreachable());
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> replaying.chat("fee?"))
                    .withMessage("too many");
            assertThatExceptionOfType(HttpException.class)
                    .isThrownBy(() -> replaying.chat("fee?"))
                    .matches(http -> http.statusCode() == 503);
            assertThatExceptionOfType(LangChain4jException.class)
                    .isThrownBy(() -> replaying.chat("fee?"))
                    .withMessage("java.lang.IllegalStateException: bug");
        });
    }

    @Test
    void fencesDifferFromRunToRunAndTheReplayHasItsOwn() {
        ScriptedChatModel real = ScriptedChatModel.replying("I saw " + FENCE + " around it.");
        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.chatModel(() -> real).chat("<<" + FENCE + ">> 500 yen <<" + FENCE + ">> fee?"));
        String other = "f".repeat(32);

        assertThat(text(file))
                .contains("<<<fence-1>>> 500 yen <<<fence-1>>> fee?")
                .doesNotContain(FENCE);
        with(
                file,
                CassetteMode.REPLAY,
                cassette -> assertThat(cassette.chatModel(unreachable())
                                .chat("<<" + other + ">> 500 yen <<" + other + ">> fee?"))
                        .isEqualTo("I saw " + other + " around it."));
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        CassetteMode.REPLAY,
                        cassette -> cassette.chatModel(unreachable())
                                .chat("<<" + other + ">> 500 yen <<" + FENCE + ">> fee?")))
                .withMessageContaining("<fence-2>");
    }

    @Test
    void theBridgesPromptsReplayAlthoughEachHasAFenceOfItsOwn() {
        String quote = "The fee is 500 yen.";
        Question question = Question.of("What is the fee?")
                .plusEvidence(List.of(new Passage("p", quote, Samples.source("fees.md", quote.length()), 1)));
        ScriptedChatModel real = ScriptedChatModel.builder()
                .when("fee")
                .reply(ScriptedReply.text("It is 500 yen [1].").withUsage(90, 7))
                .build();
        RecordingSink sink = new RecordingSink();

        with(file, CassetteMode.RECORD, cassette -> {
            DomainModel model =
                    ChatDomainModel.of(cassette.chatModel(() -> real), cassette.streamingChatModel(() -> real));
            model.answer(question);
            model.answer(question.with(TokenSink.KEY, new RecordingSink()));
        });

        with(file, CassetteMode.REPLAY, cassette -> {
            DomainModel model =
                    ChatDomainModel.of(cassette.chatModel(unreachable()), cassette.streamingChatModel(unreachable()));
            Answer whole = model.answer(question);
            Answer streamed = model.answer(question.with(TokenSink.KEY, sink));
            assertThat(whole.reply().orElseThrow().text()).isEqualTo("It is 500 yen [1].");
            assertThat(streamed.reply().orElseThrow().text()).isEqualTo(sink.text());
            assertThat(whole.trace().usage().output()).isEqualTo(7);
        });
    }

    @Test
    void secretsAreRemovedAndMoreWhereATestWantsIt() {
        CassetteSettings settings = CassetteSettings.DEFAULT
                .withMode(CassetteMode.RECORD)
                .withRedaction(Redaction.SECRETS_ONLY.plusEmailAddresses());
        ScriptedChatModel real = ScriptedChatModel.replying("Mail a@b.jp with sk-abcdefgh1234.");

        with(
                file,
                settings,
                cassette -> cassette.chatModel(() -> real).chat("Authorization: Bearer 0123456789 for c@d.jp"));

        assertThat(text(file)).doesNotContain("a@b.jp", "c@d.jp", "sk-", "0123456789");
    }

    @Test
    void whatTheModelCanDoIsRecorded() {
        ChatModel real = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return ScriptedReply.text("{}").response();
            }

            @Override
            public Set<Capability> supportedCapabilities() {
                return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            }
        };
        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.chatModel(() -> real).chat("fee?"));

        with(file, CassetteMode.REPLAY, cassette -> {
            assertThat(cassette.chatModel(unreachable()).supportedCapabilities())
                    .containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            assertThat(cassette.chatModel("other", unreachable()).supportedCapabilities())
                    .isEmpty();
            cassette.chatModel(unreachable()).chat("fee?");
        });
    }

    private ChatResponse record(ScriptedReply reply, UserMessage message) {
        ScriptedChatModel real = ScriptedChatModel.builder().reply(reply).build();
        try (Cassette cassette = Cassette.open(file, CassetteSettings.DEFAULT.withMode(CassetteMode.RECORD))) {
            return cassette.chatModel(() -> real).chat(message);
        }
    }

    private static ChatRequest request(ChatRequestParameters parameters) {
        return ChatRequest.builder()
                .messages(UserMessage.from("fee?"))
                .parameters(parameters)
                .build();
    }

    private static ResponseFormat format(JsonSchema schema) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(schema)
                .build();
    }

    private static CassetteSettings lenient(CassetteMode mode) {
        return CassetteSettings.DEFAULT.withMatching(Matching.LENIENT).withMode(mode);
    }
}
