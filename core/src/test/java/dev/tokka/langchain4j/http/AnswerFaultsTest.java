// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.chunk;
import static dev.tokka.langchain4j.http.FaultServer.forever;
import static dev.tokka.langchain4j.http.FaultServer.halfClose;
import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.reset;
import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static dev.tokka.langchain4j.http.FaultServer.stall;
import static dev.tokka.langchain4j.http.Replies.CHUNKED;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static dev.tokka.langchain4j.http.Replies.OLLAMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.langchain4j.http.FaultServer.Action;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are not streamed, from a server that misbehaves, through LangChain4j's models: each ends in one failure
 * of the right kind, and nothing but what may help is sent twice.
 *
 * <p>LangChain4j's own client (JDK, 1.19) sends a body that is no JSON three times, and waits for a body that trickles
 * in for ever.
 */
class AnswerFaultsTest {

    private static final HttpLimits HASTY = Models.WIDE.withReadTimeout(Duration.ofMillis(700));

    private final FaultServer server = new FaultServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aWholeAnswerArrives() {
        server.then(respond(200, COMPLETION, JSON)).then(respond(200, OLLAMA, JSON));

        assertThat(Models.openAi(server, Models.within(Models.WIDE)).chat("Hi")).isEqualTo("Hello.");
        assertThat(Models.ollama(server, Models.within(Models.WIDE)).chat("Hi")).isEqualTo("Hello.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void openAiFailsOnceAndIsAskedOnce(String name, Kind kind, Action[] script) {
        server.always(script);

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> Models.openAi(server, Models.within(Models.WIDE)).chat("Hi"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageStartingWith("POST " + server.url() + "/v1/chat/completions: ");
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void ollamaFailsOnceAndIsAskedOnce(String name, Kind kind, Action[] script) {
        server.always(script);

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> Models.ollama(server, Models.within(Models.WIDE)).chat("Hi"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(server.requests()).isEqualTo(1);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a body that is cut", Kind.CUT, head(200, JSON, "Content-Length: 1000"), send("{\"choi")),
                fault("a chunk that is cut", Kind.CUT, head(200, JSON, CHUNKED), send("ff\r\n{\"choi")),
                fault("a missing last chunk", Kind.CUT, head(200, JSON, CHUNKED), chunk(COMPLETION)),
                fault("a reset in the body", Kind.CUT, head(200, JSON, CHUNKED), chunk("{\"a\":"), reset()),
                fault("a half close in the body", Kind.CUT, head(200, JSON, CHUNKED), chunk("{"), halfClose()),
                fault("an error in the body", Kind.PROVIDER, respond(200, "{\"error\":{\"message\":\"full\"}}", JSON)),
                fault("an error in words", Kind.PROVIDER, respond(200, "{\"error\":\"model not loaded\"}", JSON)),
                fault("a web page", Kind.PROTOCOL, respond(200, "<html>Log in</html>", "Content-Type: text/html")),
                fault("a web page that says it is JSON", Kind.PROTOCOL, respond(200, "<html></html>", JSON)),
                fault("an empty body", Kind.PROTOCOL, respond(200, "", JSON)),
                fault("an empty object", Kind.PROTOCOL, respond(200, "{}", JSON)),
                fault("no choice", Kind.PROTOCOL, respond(200, "{\"choices\":[]}", JSON)),
                fault("choices that are none", Kind.PROTOCOL, respond(200, "{\"choices\":\"none\"}", JSON)),
                fault("an array", Kind.PROTOCOL, respond(200, "[]", JSON)),
                fault("half an object", Kind.PROTOCOL, respond(200, "{\"choices\":[", JSON)),
                fault("deep nesting", Kind.PROTOCOL, respond(200, "{\"a\":" + "[".repeat(100_000), JSON)),
                fault("a compressed body", Kind.PROTOCOL, respond(200, "x", JSON, "Content-Encoding: gzip")),
                fault("a status line that is none", Kind.PROTOCOL, send("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
                fault(
                        "too many bytes",
                        Kind.TOO_LARGE,
                        head(200, JSON),
                        forever(Duration.ZERO, send("a".repeat(9999)))),
                fault(
                        "a length that is too large",
                        Kind.TOO_LARGE,
                        head(200, JSON, "Content-Length: 9999999999"),
                        forever(Duration.ZERO, send("a".repeat(9999)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("delays")
    void whatTakesTooLongEndsAtTheReadTimeoutAndIsNotSentAgain(String name, Kind kind, Action[] script)
            throws InterruptedException {
        server.always(script);
        long start = System.nanoTime();

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> Models.openAi(server, Models.within(HASTY)).chat("Hi"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageEndingWith("no whole answer within PT0.7S");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
        assertThat(server.clientClosed() - start)
                .isLessThan(Duration.ofSeconds(5).toNanos());
        assertThat(server.requests()).isEqualTo(1);
    }

    static Stream<Arguments> delays() {
        return Stream.of(
                fault("no response", Kind.TIMEOUT, stall()),
                fault("half a status line", Kind.TIMEOUT, send("HTTP/1.1 2"), stall()),
                fault(
                        "headers without end",
                        Kind.TIMEOUT,
                        send("HTTP/1.1 200 OK\r\n"),
                        forever(Duration.ofMillis(50), send("X-Wait: yes\r\n"))),
                fault("no body", Kind.TIMEOUT, head(200, JSON, "Content-Length: 10"), stall()),
                fault(
                        "a byte now and then",
                        Kind.TIMEOUT,
                        head(200, JSON, "Content-Length: 100000"),
                        forever(Duration.ofMillis(50), send(" "))));
    }

    @Test
    void anErrorWithoutEndIsStillAnError() {
        server.always(head(400, JSON, "Content-Length: 100000"), send("{\"error\":"), stall());

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> Models.openAi(server, Models.within(Models.WIDE)).chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure).hasMessageEndingWith(": status 400");
        assertThat(failure.status()).hasValue(400);
    }

    @Test
    void aTextOfNothingIsAnAnswerButNoTextIsNone() {
        server.then(respond(200, COMPLETION.replace("\"Hello.\"", "\"\""), JSON))
                .then(respond(200, COMPLETION.replace("\"Hello.\"", "null").replace("\"stop\"", "\"length\""), JSON))
                .then(respond(200, COMPLETION.replace("\"Hello.\"", "null"), JSON));
        var model = Models.openAi(server, Models.within(Models.WIDE));

        // What to make of the first two is for the bridge to say: the provider kept to the protocol.
        assertThat(model.chat("Hi")).isNullOrEmpty();
        assertThat(model.chat("Hi")).isNullOrEmpty();
        assertThat(catchThrowableOfType(TransportException.class, () -> model.chat("Hi"))
                        .kind())
                .isEqualTo(Kind.PROTOCOL);
    }

    static Arguments fault(String name, Kind kind, Action... script) {
        return Arguments.of(name, kind, script);
    }
}
