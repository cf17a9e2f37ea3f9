// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static dev.tokka.testkit.TokkaAssertions.assertThatFailure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.testkit.Heard;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedModel;
import dev.tokka.testkit.ScriptedReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A real client, LangChain4j's or Java's, meets the server. */
class FakeOpenAiServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScriptedChatModel script = ScriptedChatModel.builder()
            .when("limit")
            .fail(new RateLimitException("too many"))
            .when("key")
            .fail(new AuthenticationException("wrong key"))
            .when("tool")
            .reply(ScriptedReply.message(AiMessage.from(ToolExecutionRequest.builder()
                    .id("1")
                    .name("fee")
                    .arguments("{\"of\":\"transfer\"}")
                    .build())))
            .when("break")
            .reply(ScriptedReply.text("500 yen 💧.").thenFailing(new IllegalStateException("broken")))
            .when("endless")
            .reply(ScriptedReply.text("500 yen 💧.").withoutFinishReason())
            .when("fee")
            .reply(ScriptedReply.text("500 yen 💧.").withUsage(20, 3))
            .build();

    @AutoClose
    private final FakeOpenAiServer server = FakeOpenAiServer.start(script);

    @Test
    void itListensOnTheLoopbackAddressOnlyAndKeepsNoJvmAlive() {
        assertThat(server.baseUrl()).matches("http://127\\.0\\.0\\.1:\\d+/v1");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().equals("fake OpenAI server"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void aWholeAnswerHasTextUsageAndFinishReason() {
        ChatResponse response = client().chat(SystemMessage.from("Be kind."), UserMessage.from("What is the fee?"));

        assertThat(response.aiMessage().text()).isEqualTo("500 yen 💧.");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(23);
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST /v1/chat/completions");
            assertThat(request.header("Authorization")).hasValue("Bearer test-key");
            assertThat(request.body()).contains("Be kind.");
        });
        assertThat(script.requests().get(0).modelName()).isEqualTo("m-1");
    }

    @Test
    void aStreamedAnswerComesInPieces() throws InterruptedException {
        Heard heard = stream("What is the fee?");

        assertThat(heard.pieces).containsExactly("500 ", "yen ", "💧.");
        assertThat(heard.responses).singleElement().satisfies(response -> {
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(response.tokenUsage())
                    .extracting(TokenUsage::totalTokenCount)
                    .isEqualTo(23);
        });
    }

    @Test
    void toolsAreAskedForWholeAndStreamedAndTheirResultsArrive() throws InterruptedException {
        AiMessage asking = client().chat(UserMessage.from("a tool")).aiMessage();
        Heard heard = stream("a tool");

        assertThat(asking.toolExecutionRequests()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("fee");
            assertThat(tool.arguments()).isEqualTo("{\"of\":\"transfer\"}");
        });
        assertThat(heard.responses.get(0).aiMessage().toolExecutionRequests())
                .isEqualTo(asking.toolExecutionRequests());
        client().chat(
                        UserMessage.from("a fee"),
                        asking,
                        ToolExecutionResultMessage.from(
                                asking.toolExecutionRequests().get(0), "500"));
        assertThat(script.requests().get(2).messages().get(2))
                .isInstanceOfSatisfying(
                        ToolExecutionResultMessage.class,
                        result -> assertThat(result.text()).isEqualTo("500"));
    }

    @Test
    void settingsToolsAndSchemasArrive() {
        JsonSchema schema = JsonSchema.builder()
                .name("Fee")
                .rootElement(JsonObjectSchema.builder().addNumberProperty("yen").build())
                .build();
        client().chat(ChatRequest.builder()
                .messages(UserMessage.from("fee"))
                .parameters(ChatRequestParameters.builder()
                        .temperature(0.5)
                        .topP(0.25)
                        .maxOutputTokens(9)
                        .stopSequences("x", "y")
                        .toolSpecifications(ToolSpecification.builder()
                                .name("fee")
                                .description("the fee")
                                .build())
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(schema)
                                .build())
                        .build())
                .build());

        ChatRequest arrived = script.requests().get(0);
        assertThat(arrived.temperature()).isEqualTo(0.5);
        assertThat(arrived.topP()).isEqualTo(0.25);
        assertThat(arrived.maxOutputTokens()).isEqualTo(9);
        assertThat(arrived.stopSequences()).containsExactly("x", "y");
        assertThat(arrived.toolSpecifications())
                .singleElement()
                .satisfies(tool -> assertThat(tool.name()).isEqualTo("fee"));
        assertThat(arrived.responseFormat().jsonSchema().rootElement().toString())
                .contains("yen");
    }

    @Test
    void failuresOfTheModelAreStatuses() throws InterruptedException {
        assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> client().chat("the limit"));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> client().chat("the key"));
        assertThat(stream("the limit").errors).singleElement().isInstanceOf(RateLimitException.class);
    }

    @Test
    void brokenStreamsAreSeenByTheBridge() {
        for (String how : List.of("break", "endless")) {
            assertThatFailure(() -> ask("please " + how))
                    .isIncompleteBecause(IncompleteAnswerException.Reason.CUT)
                    .hasPartialText("500 yen 💧.");
        }
    }

    @Test
    void faultsMeetOneRequestEachInOrder() throws Exception {
        server.fail(ServerFault.status(429, Duration.ofMillis(1_500)))
                .fail(ServerFault.status(503))
                .fail(ServerFault.html());

        HttpResponse<String> limited = post("{}");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(post("{}").statusCode()).isEqualTo(503);
        assertThat(post("{}").headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(client().chat("fee")).isEqualTo("500 yen 💧.");
    }

    @Test
    void aCutInTheMiddleOfAStreamOrABodyIsSeenByTheClient() throws Exception {
        server.fail(ServerFault.cutAfter(1)).fail(ServerFault.cutAfter(0)).fail(ServerFault.errorAfter(1));

        assertThatFailure(() -> ask("fee")).isIncomplete().hasPartialText("500 ");
        assertThatThrownBy(() -> post(body("fee"))).isInstanceOf(IOException.class);
        assertThatFailure(() -> ask("fee")).isIncomplete().hasPartialText("500 ");
    }

    @Test
    void aStallLastsAsLongAsTheServer() throws Exception {
        server.fail(ServerFault.stallAfter(2)).fail(ServerFault.stallAfter(0));

        assertThatFailure(() -> ask("fee"))
                .isIncompleteBecause(IncompleteAnswerException.Reason.STALLED)
                .hasPartialText("500 yen ");
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                request("/chat/completions", body("fee"))
                                        .timeout(Duration.ofMillis(300))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        long start = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    @Test
    void whatIsNoRequestIsRefusedWithWords() throws Exception {
        assertThat(post("{").body()).contains("expected JSON");
        assertThat(post("{}").body()).contains("expected messages but found none");
        assertThat(post("{\"messages\": [{\"role\": \"king\"}]}").body()).contains("expected a known role");
        assertThat(post("{}").statusCode()).isEqualTo(400);
        HttpClient http = HttpClient.newHttpClient();
        assertThat(http.send(request("/embeddings", "{}").build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/models"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("scripted");
    }

    @Test
    void anUnexpectedRequestFailsTheTestAtItsEnd() {
        FakeOpenAiServer other = FakeOpenAiServer.start(ScriptedChatModel.replying());

        assertThatThrownBy(() -> client(other.baseUrl()).chat("Hello?")).hasMessageContaining("unexpected request 1");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(other::close).withMessageContaining("USER: Hello?");
    }

    @Test
    void aDomainModelAnswersToo() throws InterruptedException {
        ScriptedModel model = ScriptedModel.builder()
                .when("fee")
                .reply("500 yen 💧.")
                .when("down")
                .fail(new ModelUnavailableException(
                        ModelUnavailableException.Reason.RATE_LIMITED,
                        "limit",
                        Instant.now().plusSeconds(90)))
                .build();
        try (FakeOpenAiServer domain = FakeOpenAiServer.start(model)) {
            assertThat(client(domain.baseUrl()).chat("What is the fee?")).isEqualTo("500 yen 💧.");
            Heard heard = new Heard();
            streaming(domain.baseUrl()).chat("What is the fee?", heard);
            assertThat(heard.ended(PATIENCE)).isTrue();
            assertThat(heard.text()).isEqualTo("500 yen 💧.");
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> client(domain.baseUrl()).chat("down"));
        }
    }

    @Test
    void faultsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerFault.status(200));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerFault.cutAfter(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerFault.stallAfter(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> ServerFault.errorAfter(-1));
    }

    private void ask(String text) {
        ChatDomainModel.of(client(), streaming(server.baseUrl()))
                .withLimits(CallLimits.DEFAULT.withIdle(Duration.ofMillis(700)).withTimeout(PATIENCE))
                .answer(Question.of(text).with(TokenSink.KEY, new RecordingSink()));
    }

    private Heard stream(String text) throws InterruptedException {
        Heard heard = new Heard();
        streaming(server.baseUrl()).chat(text, heard);
        assertThat(heard.ended(PATIENCE)).isTrue();
        return heard;
    }

    private ChatModel client() {
        return client(server.baseUrl());
    }

    private static ChatModel client(String baseUrl) {
        return OpenAiChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("test-key")
                .modelName("m-1")
                .maxRetries(0)
                .build();
    }

    private static StreamingChatModel streaming(String baseUrl) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("test-key")
                .modelName("m-1")
                .build();
    }

    private static String body(String text) {
        return "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"" + text
                + "\"}]}]}";
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request("/chat/completions", body).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
