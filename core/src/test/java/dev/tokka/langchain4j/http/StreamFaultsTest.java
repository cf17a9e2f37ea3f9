// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.chunk;
import static dev.tokka.langchain4j.http.FaultServer.forever;
import static dev.tokka.langchain4j.http.FaultServer.halfClose;
import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.lastChunk;
import static dev.tokka.langchain4j.http.FaultServer.reset;
import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static dev.tokka.langchain4j.http.FaultServer.stall;
import static dev.tokka.langchain4j.http.Replies.CHUNKED;
import static dev.tokka.langchain4j.http.Replies.DONE;
import static dev.tokka.langchain4j.http.Replies.EVENTS;
import static dev.tokka.langchain4j.http.Replies.FINISH;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static dev.tokka.langchain4j.http.Replies.LINES;
import static dev.tokka.langchain4j.http.Replies.OLLAMA_DONE;
import static dev.tokka.langchain4j.http.Replies.line;
import static dev.tokka.langchain4j.http.Replies.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
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
 * Streams from a server that misbehaves, through LangChain4j's models: each ends once, as complete only if the model
 * said so, and what came before the end has been streamed.
 *
 * <p>LangChain4j's own client (JDK, 1.19) reports a stream that is cut, and an error in the middle of one, as complete;
 * reports a broken chunk as an error and as complete; waits for ever on a stall, on pings, on an open connection after
 * {@code [DONE]}; appends what follows {@code [DONE]}; and runs out of memory on a line without end.
 */
class StreamFaultsTest {

    private static final HttpLimits HASTY = Models.WIDE.withIdleTimeout(Duration.ofMillis(700));
    private static final Action NOW_AND_THEN = send(": ping\n\n");
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final FaultServer server = new FaultServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void aStreamThatTheModelCalledCompleteIsComplete(String name, Action[] script) throws InterruptedException {
        server.always(script);
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
        assertThat(recorder.text()).isEqualTo("Hello.");
        assertThat(recorder.ends()).hasSize(1);
    }

    static Stream<Arguments> whole() {
        Action hello = send(token("Hel") + token("lo."));
        return Stream.of(
                Arguments.of(
                        "in chunks",
                        script(
                                head(200, EVENTS, CHUNKED),
                                chunk(token("Hel")),
                                chunk(token("lo.") + FINISH + DONE),
                                lastChunk())),
                Arguments.of("until the connection ends", script(head(200, EVENTS), hello, send(FINISH + DONE))),
                Arguments.of("without a reason", script(head(200, EVENTS), hello, send(DONE))),
                Arguments.of("without [DONE]", script(head(200, EVENTS), hello, send(FINISH))),
                Arguments.of("reset after the reason", script(head(200, EVENTS), hello, send(FINISH), reset())),
                Arguments.of("without a content type", script(head(200), hello, send(FINISH + DONE))),
                Arguments.of(
                        "with line feeds and returns",
                        script(head(200, EVENTS), hello, send((FINISH + DONE).replace("\n", "\r\n")))),
                Arguments.of(
                        "with a mark and comments",
                        script(
                                head(200, EVENTS),
                                send("\uFEFF: hello\n\nid: 7\nretry: 9\n"),
                                hello,
                                send(": ping\n" + DONE))),
                Arguments.of("open after [DONE]", script(head(200, EVENTS), hello, send(FINISH + DONE), stall())),
                Arguments.of(
                        "text after [DONE]",
                        script(head(200, EVENTS), hello, send(FINISH + DONE + token(" More.")), send(token(" More.")))),
                Arguments.of(
                        "endless after [DONE]",
                        script(
                                head(200, EVENTS),
                                hello,
                                send(FINISH + DONE),
                                forever(Duration.ZERO, send(token("!"))))),
                Arguments.of(
                        "an error after [DONE]",
                        script(head(200, EVENTS), hello, send(DONE + "data: {\"error\":{\"message\":\"late\"}}\n\n"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void openAiFailsOnceAfterWhatCame(String name, Kind kind, Action[] script) throws InterruptedException {
        server.always(script);
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.failure().kind()).isEqualTo(kind);
        assertThat(recorder.text()).isEqualTo("Hel");
        assertThat(recorder.ends()).hasSize(1);
        assertThat(server.requests()).isEqualTo(1);
    }

    static Stream<Arguments> faults() {
        Action begun = send(token("Hel"));
        Action open = head(200, EVENTS);
        return Stream.of(
                fault("the connection ends", Kind.CUT, open, begun),
                fault("a half close", Kind.CUT, open, begun, halfClose()),
                fault("half an event", Kind.CUT, open, begun, send("data: {\"choices\":[{\"del")),
                fault(
                        "a reset",
                        Kind.CUT,
                        head(200, EVENTS, CHUNKED),
                        chunk(token("Hel")),
                        chunk(": ping\n\n"),
                        reset()),
                fault("a cut chunk", Kind.CUT, head(200, EVENTS, CHUNKED), chunk(token("Hel")), send("ff\r\ndata:")),
                fault("a missing last chunk", Kind.CUT, head(200, EVENTS, CHUNKED), chunk(token("Hel"))),
                fault("a last chunk too early", Kind.CUT, head(200, EVENTS, CHUNKED), chunk(token("Hel")), lastChunk()),
                fault(
                        "an error",
                        Kind.PROVIDER,
                        open,
                        begun,
                        send("data: {\"error\":{\"message\":\"full\"}}\n\n" + DONE)),
                fault(
                        "an error event",
                        Kind.PROVIDER,
                        open,
                        begun,
                        send("event: error\ndata: {\"detail\":\"full\"}\n\n")),
                fault(
                        "an error after the reason",
                        Kind.PROVIDER,
                        open,
                        begun,
                        send(FINISH + "data: {\"error\":{\"message\":\"full\"}}\n\n")),
                fault("no JSON", Kind.PROTOCOL, open, begun, send("data: {oops}\n\n" + FINISH + DONE)),
                fault("an array", Kind.PROTOCOL, open, begun, send("data: [1]\n\n" + FINISH + DONE)),
                fault(
                        "a text that is a number",
                        Kind.PROTOCOL,
                        open,
                        begun,
                        send(token("x").replace("\"x\"", "7") + FINISH + DONE)),
                fault(
                        "bytes that are no UTF-8",
                        Kind.PROTOCOL,
                        open,
                        begun,
                        connection -> connection.write(
                                new byte[] {'d', 'a', 't', 'a', ':', '"', (byte) 0xC3, '"', '\n', '\n'})),
                fault(
                        "a line without end",
                        Kind.TOO_LARGE,
                        open,
                        begun,
                        send("data: "),
                        forever(Duration.ZERO, send("aaaaaaaaa"))),
                fault(
                        "an event without end",
                        Kind.TOO_LARGE,
                        open,
                        begun,
                        forever(Duration.ZERO, send("data: aaaa\n"))),
                fault(
                        "a comment without end",
                        Kind.TOO_LARGE,
                        open,
                        begun,
                        send(":"),
                        forever(Duration.ZERO, send("aaaaaaaa"))),
                fault(
                        "pings without end",
                        Kind.TOO_LARGE,
                        open,
                        begun,
                        forever(Duration.ZERO, send(": ping\n\n".repeat(99)))));
    }

    @Test
    void aChunkThatIsNoneCutsTheStream() throws InterruptedException {
        server.always(head(200, EVENTS, CHUNKED), chunk(token("Hel")), send("zz\r\n"));
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.failure().kind()).isEqualTo(Kind.CUT);
        assertThat("Hel").startsWith(recorder.text()); // the JDK drops good chunks that came with a bad one
        assertThat(recorder.ends()).hasSize(1);
    }

    /**
     * What LangChain4j does above this client, and the bridge has to know: an event in the shape of an answer that
     * LangChain4j still cannot read is told as an error, and the end of the stream as complete.
     */
    @Test
    void langChain4jItselfMayReportTwoEnds() throws InterruptedException {
        server.always(
                head(200, EVENTS),
                send(token("Hel") + token("x").replace("\"created\":1", "\"created\":[]") + FINISH + DONE));
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.end()).isInstanceOf(RuntimeException.class).isNotInstanceOf(TransportException.class);
        assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatIsNoStreamFailsBeforeAnyText(String name, Kind kind, Action[] script) throws InterruptedException {
        server.always(script);
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.failure().kind()).isEqualTo(kind);
        assertThat(recorder.text()).isEmpty();
        assertThat(recorder.ends()).hasSize(1);
        assertThat(server.requests()).isEqualTo(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                fault("a web page", Kind.PROTOCOL, respond(200, "<html></html>", "Content-Type: text/html")),
                fault("an answer that is not streamed", Kind.PROTOCOL, respond(200, Replies.COMPLETION, JSON)),
                fault("an error that is not streamed", Kind.PROVIDER, respond(200, "{\"error\":\"full\"}", JSON)),
                fault("nothing", Kind.PROTOCOL, respond(200, "", EVENTS)),
                fault("no choice", Kind.PROTOCOL, head(200, EVENTS), send(DONE)),
                fault("comments only", Kind.CUT, head(200, EVENTS), send(": ping\n\n")),
                fault("a refusal", Kind.REJECTED, respond(400, "{\"error\":{\"message\":\"too long\"}}", JSON)),
                fault("a wrong key", Kind.CONFIGURATION, respond(401, "", JSON)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stalls")
    void aStreamWithoutContentEndsAtTheIdleTimeout(String name, Kind kind, Action[] script)
            throws InterruptedException {
        server.always(script);
        Recorder recorder = new Recorder();
        long start = System.nanoTime();

        Models.openAiStreaming(server, Models.within(HASTY)).chat("Hi", recorder);

        TransportException failure = recorder.failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageEndingWith("no content for PT0.7S");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
        assertThat(server.clientClosed() - start)
                .isLessThan(Duration.ofSeconds(5).toNanos());
        assertThat(recorder.ends()).hasSize(1);
    }

    static Stream<Arguments> stalls() {
        Action open = head(200, EVENTS);
        return Stream.of(
                fault("no response", Kind.STALLED, stall()),
                fault("no event", Kind.STALLED, open, stall()),
                fault("one token", Kind.STALLED, open, send(token("Hel")), stall()),
                fault("pings", Kind.STALLED, open, send(token("Hel")), forever(OFTEN, NOW_AND_THEN)),
                fault("events without content", Kind.STALLED, open, forever(OFTEN, send("data: {\"choices\":[]}\n\n"))),
                fault("tokens of nothing", Kind.STALLED, open, forever(OFTEN, send(token("")))),
                fault("a byte now and then", Kind.STALLED, open, send("data: "), forever(OFTEN, send("a"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ollamaFaults")
    void ollamaFailsOnceAfterWhatCame(String name, Kind kind, Action[] script) throws InterruptedException {
        server.always(script);
        Recorder recorder = new Recorder();

        Models.ollamaStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.failure().kind()).isEqualTo(kind);
        assertThat(recorder.text()).isEqualTo("Hel");
        assertThat(recorder.ends()).hasSize(1);
    }

    static Stream<Arguments> ollamaFaults() {
        Action open = head(200, LINES);
        return Stream.of(
                fault("the connection ends", Kind.CUT, open, send(line("Hel"))),
                fault("half a line", Kind.CUT, open, send(line("Hel") + "{\"message\":")),
                fault("a missing last chunk", Kind.CUT, head(200, LINES, CHUNKED), chunk(line("Hel"))),
                fault("an error", Kind.PROVIDER, open, send(line("Hel") + "{\"error\":\"out of memory\"}\n")),
                fault("no JSON", Kind.PROTOCOL, open, send(line("Hel") + "oops\n" + OLLAMA_DONE)),
                fault("what LangChain4j cannot read", Kind.PROTOCOL, open, send(line("Hel") + "{\"model\":[]}\n")),
                fault(
                        "a line without end",
                        Kind.TOO_LARGE,
                        open,
                        send(line("Hel")),
                        forever(Duration.ZERO, send("aaaaaaaaa"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ollamaWhole")
    void ollamaIsCompleteWhenItSaysSo(String name, Action[] script) throws InterruptedException {
        server.always(script);
        Recorder recorder = new Recorder();

        Models.ollamaStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
        assertThat(recorder.text()).isEqualTo("Hello.");
        assertThat(recorder.ends()).hasSize(1);
    }

    static Stream<Arguments> ollamaWhole() {
        Action hello = send(line("Hel") + line("lo."));
        return Stream.of(
                Arguments.of("until the connection ends", script(head(200, LINES), hello, send(OLLAMA_DONE))),
                Arguments.of("as JSON", script(head(200, JSON), hello, send(OLLAMA_DONE))),
                Arguments.of("without the last line feed", script(head(200, LINES), hello, send(OLLAMA_DONE.strip()))),
                Arguments.of("open", script(head(200, LINES), hello, send(OLLAMA_DONE), stall())),
                Arguments.of("more", script(head(200, LINES), hello, send(OLLAMA_DONE + line(" More.") + "oops\n"))),
                Arguments.of("reset", script(head(200, LINES), hello, send(OLLAMA_DONE), reset())));
    }

    private static Arguments fault(String name, Kind kind, Action... script) {
        return Arguments.of(name, kind, script);
    }

    private static Action[] script(Action... actions) {
        return actions;
    }
}
