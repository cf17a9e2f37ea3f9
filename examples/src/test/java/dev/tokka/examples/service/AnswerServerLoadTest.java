// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Too many readers, readers that go or stall, models that do not end, and the end of the service itself. */
class AnswerServerLoadTest {

    private static final ServiceLimits QUICK =
            new ServiceLimits(1_000, 1, Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofSeconds(10));
    private static final ServiceLimits SHORT =
            new ServiceLimits(1_000, 1, Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(300));

    private Optional<AnswerServer> server = Optional.empty();

    /** A model that waits until it is let go; what happens to it can be waited for. */
    private static final class Held implements DomainModel {

        private final Semaphore asked = new Semaphore(0);
        private final Semaphore letGo = new Semaphore(0);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public Answer answer(Question question) {
            asked.release();
            try {
                letGo.acquire();
                return Answer.reply("Within 30 days.");
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
                throw new ModelUnavailableException(
                        ModelUnavailableException.Reason.INTERRUPTED, "held: the calling thread was interrupted", e);
            }
        }

        void awaitAsked() throws InterruptedException {
            assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).as("asked").isTrue();
        }

        void awaitInterrupted() throws InterruptedException {
            assertThat(interrupted.await(30, TimeUnit.SECONDS))
                    .as("interrupted")
                    .isTrue();
        }
    }

    @AfterEach
    void stop() {
        server.ifPresent(AnswerServer::close);
    }

    private Client serve(DomainModel model, ServiceLimits limits) throws IOException {
        AnswerServer started = AnswerServer.start(0, new Expert(model, id -> Optional.empty()), limits, line -> {});
        server = Optional.of(started);
        return new Client(started.uri());
    }

    private static CompletableFuture<List<Client.Received>> askAside(Client client) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.ask("How long?");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void whoComesWhileAllAreBusyIsToldToComeBack() throws Exception {
        Held model = new Held();
        Client client = serve(model, QUICK);
        CompletableFuture<List<Client.Received>> first = askAside(client);
        model.awaitAsked();

        HttpResponse<String> second = client.post("And how much?");

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(second.body()).contains("BUSY");
        model.letGo.release();
        assertThat(first.get(30, TimeUnit.SECONDS))
                .extracting(Client.Received::name)
                .containsExactly("answer");
        model.letGo.release();
        assertThat(client.post("And how much?").statusCode()).isEqualTo(200);
    }

    @Test
    void whoHasAnAnswerMayAskAgainAtOnce() throws Exception {
        Client client = serve(question -> Answer.reply("yes"), QUICK);

        for (int i = 0; i < 50; i++) {
            assertThat(client.post("Again?").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoGoesEndsTheCall() throws Exception {
        Held model = new Held();
        Client client = serve(model, QUICK);

        try (Socket reader = client.askRaw("How long?")) {
            model.awaitAsked();
            assertThat(reader.getInputStream().read()).isPositive();
        }

        model.awaitInterrupted();
        model.letGo.release();
        assertThat(client.ask("Is there room again?"))
                .extracting(Client.Received::name)
                .containsExactly("answer");
    }

    @Test
    void whoStopsReadingIsLetGo() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        DomainModel endless = question -> {
            TokenSink sink = question.attributes().get(TokenSink.KEY).orElseThrow();
            String much = "word ".repeat(20_000);
            try {
                while (true) {
                    sink.token(much);
                }
            } finally {
                ended.countDown();
            }
        };
        Client client = serve(endless, SHORT);

        try (Socket reader = client.askRaw("How long?")) {
            assertThat(ended.await(30, TimeUnit.SECONDS)).as("let go").isTrue();
            assertThat(reader.isClosed()).isFalse();
        }
    }

    @Test
    void aModelThatKeepsNoDeadlineIsGivenUp() throws Exception {
        Held model = new Held();
        Client client = serve(model, SHORT);

        List<Client.Received> events = client.ask("How long?");

        assertThat(events).singleElement().satisfies(end -> {
            assertThat(end.name()).isEqualTo("failure");
            assertThat(end.data().path("reason").asText()).isEqualTo("DEADLINE");
        });
        model.awaitInterrupted();
    }

    @Test
    void closingLetsTheAnswerUnderWayEndAndTakesNoOther() throws Exception {
        Held model = new Held();
        Client client = serve(model, QUICK);
        CompletableFuture<List<Client.Received>> asked = askAside(client);
        model.awaitAsked();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server.orElseThrow()::close);
        model.letGo.release();

        assertThat(asked.get(30, TimeUnit.SECONDS))
                .extracting(Client.Received::name)
                .containsExactly("answer");
        closed.get(30, TimeUnit.SECONDS);
        assertThat(askFails(client)).isTrue();
    }

    @Test
    void closingEndsWhatTakesLongerThanTheGraceAndTellsItsReader() throws Exception {
        Held model = new Held();
        ServiceLimits patient =
                new ServiceLimits(1_000, 1, Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(1));
        Client client = serve(model, patient);
        CompletableFuture<List<Client.Received>> asked = askAside(client);
        model.awaitAsked();

        server.orElseThrow().close();

        model.awaitInterrupted();
        assertThat(asked.get(30, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(end -> assertThat(end.data().path("reason").asText()).isEqualTo("INTERRUPTED"));
    }

    @Test
    void slowReadersOfAnswersDoNotKeepOthersFromThePage() throws Exception {
        Held model = new Held();
        Client client = serve(model, QUICK);

        try (Socket slow = client.askRaw("How long?")) {
            model.awaitAsked();
            assertThat(client.get("/").body()).contains("<title>");
            assertThat(new String(slow.getInputStream().readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 200");
            model.letGo.release();
        }
    }

    private static boolean askFails(Client client) throws InterruptedException {
        try {
            client.post("And now?");
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError("expected nobody to listen but got " + e, e);
        }
    }
}
