// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.forever;
import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static dev.tokka.langchain4j.http.FaultServer.stall;
import static dev.tokka.langchain4j.http.Replies.CHUNKED;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.DONE;
import static dev.tokka.langchain4j.http.Replies.EVENTS;
import static dev.tokka.langchain4j.http.Replies.FINISH;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static dev.tokka.langchain4j.http.Replies.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.tokka.Deadline;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the caller ends: interrupts, cancelled streams, deadlines. The server sees the connection close. */
class EndingsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final FaultServer server = new FaultServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** How a call ended, and when. */
    private record Interrupted(TransportException failure, boolean flag, long at) {}

    @Test
    void anInterruptEndsARequestAndClosesItsConnection() throws Exception {
        server.always(stall());

        Interrupted end = interruptedWhileWaiting();

        assertThat(end.failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(end.flag()).isTrue();
    }

    @Test
    void anInterruptEndsARequestWhoseBodyHasBegun() throws Exception {
        server.always(head(200, JSON, "Content-Length: 1000"), send("{"), stall());

        Interrupted end = interruptedWhileWaiting();

        assertThat(end.failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(end.flag()).isTrue();
    }

    private Interrupted interruptedWhileWaiting() throws Exception {
        var model = Models.openAi(server, Models.within(Models.WIDE));
        FutureTask<Interrupted> task = new FutureTask<>(() -> {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));
            return new Interrupted(failure, Thread.currentThread().isInterrupted(), System.nanoTime());
        });
        Thread thread = new Thread(task);
        thread.start();
        server.request();

        long interrupted = System.nanoTime();
        thread.interrupt();

        Interrupted end = task.get();
        assertThat(end.at() - interrupted).isLessThan(SECOND);
        assertThat(server.clientClosed() - interrupted).isLessThan(SECOND);
        return end;
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        var model = Models.openAi(server, Models.within(Models.WIDE));

        Thread.currentThread().interrupt();
        TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(server.requests()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitBetweenTwoAttempts() throws Exception {
        server.always(respond(503, "", "Retry-After: 20"));
        var model = Models.openAi(server, Models.within(Models.WIDE));
        FutureTask<Interrupted> task = new FutureTask<>(() -> {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));
            return new Interrupted(failure, Thread.currentThread().isInterrupted(), System.nanoTime());
        });
        Thread thread = new Thread(task);
        thread.start();
        server.request();

        long interrupted = System.nanoTime();
        thread.interrupt();

        assertThat(task.get().failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(task.get().at() - interrupted).isLessThan(SECOND);
        assertThat(server.requests()).isZero(); // none but the one taken above
    }

    @Test
    void aCancelledStreamTellsNothingMoreAndClosesItsConnection() throws Exception {
        server.always(head(200, EVENTS), forever(Duration.ofMillis(10), send(token("x"))));
        CompletableFuture<Long> cancelled = new CompletableFuture<>();
        Recorder recorder = new Recorder(context -> {
            cancelled.complete(System.nanoTime());
            context.streamingHandle().cancel();
        });

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(server.clientClosed() - cancelled.get()).isLessThan(SECOND);
        assertThat(recorder.text()).isEqualTo("x");
        assertThat(recorder.ends()).isEmpty(); // as with LangChain4j's own client
    }

    @Test
    void aScopeThatIsCancelledEndsAStreamBeforeItsFirstToken() throws Exception {
        server.always(stall());
        GuardedHttpClientBuilder client = Models.within(Models.WIDE);
        RequestScope scope = new RequestScope(Optional.empty());
        Recorder recorder = new Recorder();
        var model = Models.openAiStreaming(server, client);
        client.within(scope, () -> {
            model.chat("Hi", recorder);
            return scope;
        });
        server.request();

        long cancelled = System.nanoTime();
        scope.cancel();

        assertThat(recorder.failure().kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(server.clientClosed() - cancelled).isLessThan(SECOND);
        assertThat(recorder.ends()).hasSize(1);
    }

    @Test
    void aRequestDoesNotOutliveTheDeadlineOfItsScope() throws Exception {
        server.always(head(200, EVENTS), forever(Duration.ofMillis(10), send(token("x"))));
        GuardedHttpClientBuilder client = Models.within(Models.WIDE);
        Recorder recorder = new Recorder();
        var model = Models.openAiStreaming(server, client);

        long start = System.nanoTime();
        RequestScope scope = new RequestScope(Optional.of(Deadline.after(Duration.ofMillis(500))));
        client.within(scope, () -> {
            model.chat("Hi", recorder);
            return scope;
        });

        assertThat(recorder.failure().kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(server.clientClosed() - start).isBetween(SECOND / 2 - SECOND / 10, 3 * SECOND);
    }

    @Test
    void aScopeThatIsCancelledSendsNothingMore() {
        GuardedHttpClientBuilder client = Models.within(Models.WIDE);
        RequestScope scope = new RequestScope(Optional.empty());
        var model = Models.openAi(server, client);
        scope.cancel();

        TransportException failure =
                catchThrowableOfType(TransportException.class, () -> client.within(scope, () -> model.chat("Hi")));

        assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void anInnerScopeGivesWayToTheOuter() {
        GuardedHttpClientBuilder client = Models.within(Models.WIDE);
        RequestScope outer = new RequestScope(Optional.empty());
        RequestScope inner = new RequestScope(Optional.empty());
        var model = Models.openAi(server, client);
        server.always(respond(200, COMPLETION, JSON));
        outer.cancel();

        client.within(outer, () -> {
            assertThat(client.within(inner, () -> model.chat("Hi"))).isEqualTo("Hello.");
            assertThat(catchThrowableOfType(TransportException.class, () -> model.chat("Hi"))
                            .kind())
                    .isEqualTo(Kind.INTERRUPTED);
            return outer;
        });
        assertThat(model.chat("Hi")).isEqualTo("Hello.");
    }

    @Test
    void aScopeWhoseDeadlineHasPassedSendsNothing() {
        GuardedHttpClientBuilder client = Models.within(Models.WIDE);
        RequestScope scope = new RequestScope(Optional.of(Deadline.after(Duration.ZERO)));
        var model = Models.openAi(server, client);

        TransportException failure =
                catchThrowableOfType(TransportException.class, () -> client.within(scope, () -> model.chat("Hi")));

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(server.connections()).isZero();
    }

    @Test
    void tokensWithoutEndStopAtTheTotalTimeout() throws InterruptedException {
        server.always(head(200, EVENTS), forever(Duration.ofMillis(10), send(token("x"))));
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, Models.within(Models.WIDE.withTotalTimeout(Duration.ofMillis(700))))
                .chat("Hi", recorder);

        assertThat(recorder.failure().kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(recorder.text()).startsWith("x");
        assertThat(recorder.ends()).hasSize(1);
    }

    @Test
    void aSlowListenerIsNotTakenForAStall() throws InterruptedException {
        server.always(head(200, EVENTS), send(token("Hel")), send(token("lo.")), send(FINISH + DONE));
        Semaphore never = new Semaphore(0);
        Recorder recorder = new Recorder(context -> {
            try {
                assertThat(never.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        Models.openAiStreaming(server, Models.within(Models.WIDE.withIdleTimeout(Duration.ofMillis(500))))
                .chat("Hi", recorder);

        assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
        assertThat(recorder.text()).isEqualTo("Hello.");
    }

    @Test
    void doneEndsAtOnceThoughTheConnectionStaysOpen() throws InterruptedException {
        server.always(head(200, EVENTS, CHUNKED), FaultServer.chunk(token("Hi") + FINISH + DONE), stall());
        Recorder recorder = new Recorder();
        long start = System.nanoTime();

        Models.openAiStreaming(server, Models.within(Models.WIDE)).chat("Hi", recorder);

        assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
        assertThat(System.nanoTime() - start).isLessThan(5 * SECOND);
        assertThat(server.clientClosed() - start).isLessThan(5 * SECOND);
    }

    @Test
    void aConnectionIsUsedAgainAfterAStream() throws InterruptedException {
        server.always(
                head(200, EVENTS, CHUNKED), FaultServer.chunk(token("Hi") + FINISH + DONE), FaultServer.lastChunk());
        var model = Models.openAiStreaming(server, Models.within(Models.WIDE));

        for (int i = 0; i < 20; i++) {
            Recorder recorder = new Recorder();
            model.chat("Hi", recorder);
            assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
        }

        assertThat(server.connections()).isLessThan(20);
    }

    @Test
    void aConnectionIsUsedAgainAfterAnAnswer() {
        server.always(respond(200, COMPLETION, JSON));
        var model = Models.openAi(server, Models.within(Models.WIDE));

        model.chat("Hi");
        model.chat("Hi");

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionIsUsedAgainAfterAnAnswerThatIsRefused() {
        server.always(respond(200, "{}", JSON));
        var model = Models.openAi(server, Models.within(Models.WIDE).attempts(1));

        for (int i = 0; i < 200; i++) {
            assertThat(catchThrowableOfType(TransportException.class, () -> model.chat("Hi"))
                            .kind())
                    .isEqualTo(Kind.PROTOCOL);
        }

        assertThat(server.connections()).isEqualTo(1);
    }
}
