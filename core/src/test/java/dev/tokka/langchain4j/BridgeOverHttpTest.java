// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static dev.tokka.langchain4j.http.FaultServer.forever;
import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static dev.tokka.langchain4j.http.FaultServer.stall;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.DONE;
import static dev.tokka.langchain4j.http.Replies.EVENTS;
import static dev.tokka.langchain4j.http.Replies.FINISH;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static dev.tokka.langchain4j.http.Replies.finish;
import static dev.tokka.langchain4j.http.Replies.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenUsage;
import dev.tokka.langchain4j.http.FaultServer;
import dev.tokka.langchain4j.http.FaultServer.Action;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import dev.tokka.langchain4j.http.Models;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Domain models over LangChain4j's OpenAI client and a server that misbehaves: what a caller of ours gets. */
@Timeout(60)
class BridgeOverHttpTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final FaultServer server = new FaultServer();
    private final GuardedHttpClientBuilder transport = Models.within(Models.WIDE);
    private final ReadAloud sink = new ReadAloud();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private ChatDomainModel guarded() {
        return ChatDomainModel.of(
                        Models.openAi(server, Models.quick(transport)),
                        Models.openAiStreaming(server, Models.quick(transport)))
                .withTransport(transport);
    }

    /** Returns a model over LangChain4j's own HTTP client. */
    private ChatDomainModel unguarded() {
        ChatModel chat = OpenAiChatModel.builder()
                .baseUrl(server.url() + "/v1")
                .apiKey(Models.KEY)
                .modelName("m")
                .maxRetries(0)
                .build();
        StreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .baseUrl(server.url() + "/v1")
                .apiKey(Models.KEY)
                .modelName("m")
                .build();
        return ChatDomainModel.of(chat, streaming);
    }

    private static String reason(ModelException failure) {
        if (failure instanceof ModelUnavailableException unavailable) {
            return unavailable.reason().name();
        }
        return failure instanceof IncompleteAnswerException cut
                ? cut.reason() + " after " + cut.partialText()
                : failure.getClass().getSimpleName();
    }

    @Test
    void anAnswerArrivesWithItsTokensWholeAndStreamed() {
        server.then(respond(200, COMPLETION, JSON))
                .then(head(200, EVENTS), send(token("Hel") + token("lo.") + FINISH + DONE));

        Answer whole = guarded().answer("Hi");
        Answer streamed = guarded().answer(sink.asked("Hi"));

        assertThat(whole.reply().orElseThrow().text()).isEqualTo("Hello.");
        assertThat(whole.trace().usage()).isEqualTo(new TokenUsage(3, 2));
        assertThat(streamed.reply().orElseThrow().text()).isEqualTo("Hello.").isEqualTo(sink.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeFaults")
    void aFaultOfAnAnswerHasAReason(String name, String reason, Action[] script) {
        server.always(script);

        ModelException failure =
                catchThrowableOfType(ModelException.class, () -> guarded().answer("Hi"));

        assertThat(reason(failure)).isEqualTo(reason);
        assertThat(failure.getMessage()).doesNotContain(Models.KEY);
    }

    static Stream<Arguments> wholeFaults() {
        String cut = COMPLETION.replace("\"stop\"", "\"length\"");
        return Stream.of(
                fault("a key that is wrong", "CONFIGURATION", respond(401, "{}", JSON)),
                fault("a model that is unknown", "CONFIGURATION", respond(404, "{}", JSON)),
                fault("a question that is too long", "QuestionRejectedException", respond(413, "{}", JSON)),
                fault("an overload", "TEMPORARY", respond(503, "{}", JSON)),
                fault("too many calls", "RATE_LIMITED", respond(429, "{}", JSON, "Retry-After: 3600")),
                fault("a web page", "PROTOCOL", respond(200, "<html>", "Content-Type: text/html")),
                fault("no choices", "PROTOCOL", respond(200, "{\"choices\":[]}", JSON)),
                fault("no text", "PROTOCOL", respond(200, COMPLETION.replace("\"Hello.\"", "null"), JSON)),
                fault("an error", "PROVIDER", respond(200, "{\"error\":{\"message\":\"full\"}}", JSON)),
                fault("a cut body", "CUT after ", head(200, JSON, "Content-Length: 999"), send("{\"cho")),
                fault("the most tokens", "LENGTH after Hello.", respond(200, cut, JSON)),
                fault("an endless body", "TOO_LARGE", head(200, JSON), forever(Duration.ZERO, send("a".repeat(999)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streamFaults")
    void aFaultOfAStreamHasAReasonAndTheTextBeforeIt(String name, String reason, Action[] script) {
        server.always(script);

        ModelException failure = catchThrowableOfType(
                ModelException.class,
                () -> guarded().withLimits(CallLimits.DEFAULT.withIdle(SHORT)).answer(sink.asked("Hi")));

        assertThat(reason(failure)).matches(reason);
    }

    static Stream<Arguments> streamFaults() {
        Action begun = send(token("Hel"));
        Action open = head(200, EVENTS);
        return Stream.of(
                fault("a cut stream", "CUT after Hel", open, begun),
                fault(
                        "an error",
                        "PROVIDER after Hel",
                        open,
                        begun,
                        send("data: {\"error\":{\"message\":\"full\"}}\n\n")),
                fault("no JSON", "CUT after Hel", open, begun, send("data: {oops}\n\n")),
                fault("a stall", "STALLED after Hel", open, begun, stall()),
                fault("the most tokens", "LENGTH after Hel", open, begun, send(finish("length") + DONE)),
                fault("no reason", "CUT after Hel", open, begun, send(DONE)),
                fault("endless tokens", "TOO_LARGE after .*", open, forever(Duration.ZERO, send(token("Hel")))),
                fault("nothing", "PROTOCOL", open, send(FINISH + DONE)),
                fault("a filter", "QuestionRejectedException", open, begun, send(finish("content_filter") + DONE)),
                fault("too many calls", "RATE_LIMITED", respond(429, "{}", JSON, "Retry-After: 3600")));
    }

    private static Arguments fault(String name, String reason, Action... script) {
        return Arguments.of(name, reason, script);
    }

    @Test
    void aWaitThatIsLongerThanTheDeadlineIsNotBegun() {
        server.always(respond(429, "{}", JSON, "Retry-After: 20"));
        Question urgent = Question.of("Hi").with(Deadline.KEY, Deadline.after(Duration.ofSeconds(15)));

        ModelUnavailableException failure = catchThrowableOfType(
                ModelUnavailableException.class, () -> guarded().answer(urgent));

        assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.RATE_LIMITED);
        assertThat(failure.retryAt()).isPresent();
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsGivenUpBeforeItsFirstTokenIsClosed() throws InterruptedException {
        server.always(head(200, EVENTS), stall());
        long start = System.nanoTime();

        ModelUnavailableException failure = catchThrowableOfType(
                ModelUnavailableException.class,
                () -> guarded()
                        .withLimits(CallLimits.DEFAULT.withTimeout(SHORT))
                        .answer(sink.asked("Hi")));

        assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.TIMEOUT);
        assertThat(Duration.ofNanos(server.clientClosed() - start)).isBetween(SHORT, Duration.ofSeconds(6));
    }

    @Test
    void aThreadThatIsInterruptedGetsItsEndAndTheConnectionIsClosed() throws InterruptedException {
        server.always(stall());
        AtomicReference<String> reason = new AtomicReference<>();
        Thread caller = new Thread(() -> reason.set(reason(
                catchThrowableOfType(ModelException.class, () -> guarded().answer("Hi")))));
        caller.start();
        assertThat(server.request().line()).startsWith("POST");
        long start = System.nanoTime();

        caller.interrupt();

        assertThat(server.clientClosed() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        caller.join(5_000);
        assertThat(reason.get()).isEqualTo("INTERRUPTED");
    }

    @Test
    void langChain4jsOwnClientCannotMakeACutStreamAnAnswer() {
        server.always(head(200, EVENTS), send(token("Hel")));

        assertThat(reason(catchThrowableOfType(
                        ModelException.class, () -> unguarded().answer(sink.asked("Hi")))))
                .isEqualTo("CUT after Hel");
    }

    @Test
    void langChain4jsOwnClientCannotHangACall() {
        server.always(head(200, EVENTS), send(token("Hel")), stall());
        ChatDomainModel model =
                unguarded().withLimits(CallLimits.DEFAULT.withIdle(SHORT).withTimeout(SHORT.multipliedBy(4)));

        assertThat(reason(catchThrowableOfType(ModelException.class, () -> model.answer(sink.asked("Hi")))))
                .isEqualTo("STALLED after Hel");
        server.always(stall());
        assertThat(reason(catchThrowableOfType(ModelException.class, () -> model.answer("Hi"))))
                .isEqualTo("TIMEOUT");
    }
}
