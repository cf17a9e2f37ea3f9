// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenSink;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire while all goes well and while it does not. */
class AnswerServerTest {

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Optional<AnswerServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(AnswerServer::close);
    }

    private Client serve(DomainModel model) throws IOException {
        AnswerServer started =
                AnswerServer.start(0, new Expert(model, id -> Optional.empty()), ServiceLimits.DEFAULT, log::add);
        server = Optional.of(started);
        return new Client(started.uri());
    }

    @Test
    void anAnswerIsStreamedAndEndsOnce() throws Exception {
        Client client = serve(question -> {
            TokenSink sink = question.attributes().get(TokenSink.KEY).orElseThrow();
            sink.token("Within ");
            sink.token("30 days.");
            return Answer.reply("Within 30 days.");
        });

        List<Client.Received> events = client.ask("How long?");

        assertThat(events).extracting(Client.Received::name).containsExactly("token", "token", "answer");
        assertThat(events.get(1).data().path("text").asText()).isEqualTo("30 days.");
        assertThat(events.get(2).data().path("parts").path(0).path("text").asText())
                .isEqualTo("Within 30 days.");
    }

    @Test
    void startingOverIsPassedOn() throws Exception {
        Client client = serve(question -> {
            TokenSink sink = question.attributes().get(TokenSink.KEY).orElseThrow();
            sink.token("Perhaps");
            sink.restart();
            return Answer.abstain("nothing found");
        });

        List<Client.Received> events = client.ask("How long?");

        assertThat(events).extracting(Client.Received::name).containsExactly("token", "restart", "abstention");
        assertThat(events.get(2).data().path("reason").asText()).isEqualTo("nothing found");
    }

    @Test
    void theQuestionHasTheDeadlineOfTheService() throws Exception {
        Client client = serve(question -> Answer.reply(
                question.attributes().get(Deadline.KEY).orElseThrow().remaining() + ""));

        String remaining = client.ask("How long?")
                .get(0)
                .data()
                .path("parts")
                .path(0)
                .path("text")
                .asText();

        assertThat(Duration.parse(remaining)).isBetween(Duration.ofSeconds(1), ServiceLimits.DEFAULT.deadline());
    }

    static Stream<Arguments> failures() {
        ModelUnavailableException.Reason limited = ModelUnavailableException.Reason.RATE_LIMITED;
        return Stream.of(
                Arguments.of(new ModelUnavailableException("host-7 is down"), "unavailable OTHER"),
                Arguments.of(
                        new ModelUnavailableException(limited, "host-7", Instant.EPOCH), "unavailable RATE_LIMITED"),
                Arguments.of(new QuestionRejectedException("host-7 takes no more"), "rejected MODEL"),
                Arguments.of(new PolicyViolationException("host-7 may not"), "policy POLICY"),
                Arguments.of(
                        new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "host-7 cut", "Within"),
                        "incomplete CUT"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureSaysItsKindToTheReaderAndItsMessageToTheLog(ModelException failure, String expected) throws Exception {
        Client client = serve(question -> {
            throw failure;
        });

        HttpResponse<String> response = client.post("How long?");

        Client.Received end = Client.events(response.body()).get(0);
        assertThat(end.name()).isEqualTo("failure");
        assertThat(end.data().path("kind").asText() + " "
                        + end.data().path("reason").asText())
                .isEqualTo(expected);
        assertThat(response.body()).doesNotContain("host-7");
        assertThat(log)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("host-7", end.data().path("incident").asText())
                        .doesNotContain("How long"));
    }

    @Test
    void whatIsKnownOfAFailureIsPassedOn() throws Exception {
        Client limited = serve(question -> {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.RATE_LIMITED, "later", Instant.parse("2030-01-01T00:00:00Z"));
        });
        assertThat(limited.ask("How long?").get(0).data().path("retryAt").asText())
                .isEqualTo("2030-01-01T00:00:00Z");
        stop();

        Client cut = serve(question -> {
            throw new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "Within 3");
        });
        assertThat(cut.ask("How long?").get(0).data().path("partial").asText()).isEqualTo("Within 3");
    }

    @Test
    void aBugIsAnInternalFailureWithItsTraceInTheLog() throws Exception {
        Client client = serve(question -> {
            throw new IllegalStateException("secret detail");
        });

        HttpResponse<String> response = client.post("How long?");

        assertThat(response.body()).contains("\"kind\":\"internal\"").doesNotContain("secret");
        assertThat(log).singleElement().asString().contains("secret detail", "AnswerServerTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"question\": 7}", "{\"question\": \"  \"}", "{\"text\": \"How long?\"}"})
    void whatIsNoQuestionIsRefused(String body) throws Exception {
        Client client = serve(question -> Answer.reply("yes"));

        HttpResponse<String> response = client.send("POST", "/api/answers", "application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.read(response.body()).path("reason").asText()).isEqualTo("NO_QUESTION");
    }

    @Test
    void aQuestionMayBeAsLongAsAllowedAndNoLonger() throws Exception {
        Client client = serve(question -> Answer.reply("yes"));
        int most = ServiceLimits.DEFAULT.questionCharacters();

        assertThat(client.post("問".repeat(most)).statusCode()).isEqualTo(200);
        assertThat(client.post("q".repeat(most + 1)).statusCode()).isEqualTo(413);
        assertThat(client.post("q".repeat(1_000_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void onlyAPageOfThisServiceCanAsk() throws Exception {
        Client client = serve(question -> Answer.reply("yes"));

        assertThat(client.send("POST", "/api/answers", "text/plain", Client.json("How long?"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.get("/api/answers").statusCode()).isEqualTo(405);
        try (Socket foreign = client.raw("GET / HTTP/1.1", "Host: elsewhere.example", "Connection: close", "", "")) {
            String response = new String(foreign.getInputStream().readAllBytes(), UTF_8);
            assertThat(response).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/source.js", "/stream.js", "/words.js", "/app.css", "/icon.svg"})
    void thePageIsServedWithHeadersThatFenceItIn(String path) throws Exception {
        HttpResponse<String> response = serve(question -> Answer.reply("yes")).get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/AnswerServer.class", "/index.html", "/../app.js", "/api/answers/", "/api/documents"})
    void nothingElseIsServed(String path) throws Exception {
        Client client = serve(question -> Answer.reply("yes"));

        HttpResponse<String> response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(client.send("POST", path, "text/plain", "").statusCode()).isEqualTo(405);
    }
}
