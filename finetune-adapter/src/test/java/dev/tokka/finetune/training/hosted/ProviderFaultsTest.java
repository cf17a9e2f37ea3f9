// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.tokka.DataClass;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider may do wrong, each time on the question how far a job has come. */
class ProviderFaultsTest {

    private static final String ASK = "GET /v1/fine_tuning/jobs/ftjob-1";

    @TempDir
    private Path folder;

    private final CountDownLatch ended = new CountDownLatch(1);
    private TuningServer server;
    private TrainingJob job;

    @BeforeEach
    void begin() throws IOException {
        server = new TuningServer();
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"prompt\": \"a\", \"completion\": \"b\"}\n");
        Provider provider = Provider.of(server.address(), () -> TuningServer.KEY)
                .withTimeout(Duration.ofSeconds(3))
                .withAttempts(3, Duration.ofMillis(300));
        EgressPolicy policy = EgressPolicy.of(EgressRule.of(server.address().toString(), DataClass.PUBLIC));
        job = HostedTrainer.of(provider, policy)
                .start(
                        TrainingPlan.of("desk", "small-1", TrainingFile.of(rows), DataClass.PUBLIC),
                        folder.resolve("job"));
    }

    @AfterEach
    void end() {
        ended.countDown();
        job.close();
        server.close();
    }

    private TrainingException failure() {
        try {
            JobStatus status = job.status();
            throw new AssertionError("expected a failure but got " + status);
        } catch (TrainingException e) {
            return e;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void whatIsRefusedIsNotTriedAgain(int status) {
        server.fail(
                ASK, exchange -> TuningServer.send(exchange, status, "{\"error\": {\"message\": \"Not for you.\"}}"));

        TrainingException failure = failure();

        assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure).hasMessage(ASK + ": expected success but got " + status + ": Not for you.");
        assertThat(server.requests(ASK)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatMayDoLaterIsTriedAgain(int status) {
        server.fail(ASK, exchange -> TuningServer.send(exchange, status, "busy"));
        server.fail(ASK, HttpExchange::close);

        assertThat(job.status().state()).isEqualTo(JobStatus.State.RUNNING);
    }

    @Test
    void threeAttemptsAreAll() {
        for (int i = 0; i < 3; i++) {
            server.fail(ASK, exchange -> TuningServer.send(exchange, 503, "busy"));
        }

        assertThat(failure().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(server.requests(ASK)).isEqualTo(3);
    }

    @Test
    void aWaitThatIsTooLongIsToldAtOnce() {
        Instant before = Instant.now();
        server.fail(ASK, exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            TuningServer.send(exchange, 429, "{}");
        });

        TrainingException failure = failure();

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.retryAt().orElseThrow()).isBetween(before.plusSeconds(3600), before.plusSeconds(3660));
        assertThat(server.requests(ASK)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/html | <html>Sign in</html> | expected JSON but got other text/html",
                "application/json | {\"id\": \"ftjob-1\" | expected JSON but got other application/json",
                "application/json | [] | expected a JSON object but got another application/json",
                "application/json | {} | expected the status of a job but it is none that is known",
                "application/json | {\"status\": \"dreaming\"} | expected the status of a job but it is none that is known"
            })
    void whatMakesNoSenseIsToldAndNotTriedAgain(String type, String body, String message) {
        server.fail(ASK, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TuningServer.send(exchange, 200, body);
        });

        TrainingException failure = failure();

        assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure).hasMessageContaining(message);
        assertThat(server.requests(ASK)).isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (TuningServer elsewhere = new TuningServer()) {
            server.fail(ASK, exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", elsewhere.address().toString());
                TuningServer.send(exchange, 307, "{}");
            });

            assertThat(failure().reason()).isEqualTo(Reason.REFUSED);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aBodyWithoutEndIsGivenUp() {
        server.fail(ASK, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(piece); // fails when the other side has had enough
            }
        });

        TrainingException failure = failure();

        assertThat(failure.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(failure).hasMessageContaining("expected at most 16777216 bytes but there are more");
    }

    @Test
    void aStallEndsInTime() {
        for (int i = 0; i < 3; i++) {
            server.fail(ASK, exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                await(ended);
            });
        }

        TrainingException failure = failure();

        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("expected an answer within PT3S but got none");
    }

    @Test
    void anInterruptEndsTheQuestionAndKeepsTheFlag() {
        Thread asking = Thread.currentThread();
        server.fail(ASK, exchange -> {
            asking.interrupt();
            await(ended);
        });

        try {
            assertThat(failure().reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void waitingPassesOverWhatMayDoLater() {
        for (int i = 0; i < 4; i++) {
            server.fail(ASK, exchange -> TuningServer.send(exchange, 503, "busy"));
        }

        assertThat(job.await(Duration.ofMillis(1), status -> {}).state()).isEqualTo(JobStatus.State.SUCCEEDED);
        server.fail(ASK, exchange -> TuningServer.send(exchange, 401, "{}"));
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> job.await(Duration.ofMillis(1), status -> {}));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
