// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.head;
import static dev.tokka.langchain4j.http.FaultServer.reset;
import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.FaultServer.send;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.DONE;
import static dev.tokka.langchain4j.http.Replies.EVENTS;
import static dev.tokka.langchain4j.http.Replies.FINISH;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static dev.tokka.langchain4j.http.Replies.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, how often, and what a failure says then. LangChain4j's own client does not read Retry-After. */
class RetriesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final FaultServer server = new FaultServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private HttpClientBuilder client() {
        return Models.quick(Models.within(Models.WIDE).clock(InstantSource.fixed(NOW)));
    }

    private TransportException failure(ChatModel model) {
        return catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatMayPassIsTriedThreeTimes(int status) {
        server.always(respond(status, "", JSON));

        TransportException failure = failure(Models.openAi(server, client()));

        assertThat(failure.kind()).isEqualTo(status == 429 ? Kind.RATE_LIMITED : Kind.TEMPORARY);
        assertThat(failure.status()).hasValue(status);
        assertThat(failure).hasMessageEndingWith(": status " + status + " (attempt 3)");
        assertThat(server.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED", "401, CONFIGURATION", "403, CONFIGURATION", "404, CONFIGURATION", "413, REJECTED",
        "418, REJECTED", "422, REJECTED", "501, PROVIDER", "529, TEMPORARY", "302, CONFIGURATION"
    })
    void whatWillNotPassIsTriedOnce(int status, Kind kind) {
        server.always(respond(status, "", JSON));

        TransportException failure = failure(Models.openAi(server, client()));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).hasValue(status);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aResetBeforeTheAnswerBeginsIsTriedAgain() {
        server.then(reset()).then().then(respond(200, COMPLETION, JSON));

        assertThat(Models.openAi(server, client()).chat("Hi")).isEqualTo("Hello.");
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void aRefusedConnectionIsTriedAgainAndReportedAsTemporary() throws IOException {
        ChatModel model = Models.openAi(server, client());
        server.close();

        TransportException failure = failure(model);

        assertThat(failure.kind()).isEqualTo(Kind.TEMPORARY);
        assertThat(failure).hasMessageEndingWith(": the connection was refused (attempt 3)");
        assertThat(failure.status()).isEmpty();
    }

    @Test
    void anAttemptThatSucceedsIsTheAnswer() {
        server.then(respond(500, "", JSON)).then(respond(200, COMPLETION, JSON));

        assertThat(Models.openAi(server, client()).chat("Hi")).isEqualTo("Hello.");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aStreamIsTriedAgainBeforeItBegins() throws InterruptedException {
        server.then(respond(503, "", JSON)).then(reset()).then(head(200, EVENTS), send(token("Hi") + FINISH + DONE));
        Recorder recorder = new Recorder();

        Models.openAiStreaming(server, client()).chat("Hi", recorder);

        assertThat(recorder.end()).isInstanceOf(ChatResponse.class);
        assertThat(recorder.text()).isEqualTo("Hi");
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void attemptsCanBeLimitedToOne() {
        server.always(respond(503, "", JSON));

        failure(Models.openAi(server, Models.quick(Models.within(Models.WIDE).attempts(1))));

        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void retryAfterIsObeyed() {
        server.then(respond(429, "", JSON, "Retry-After: 1")).then(respond(200, COMPLETION, JSON));
        long start = System.nanoTime();

        assertThat(Models.openAi(server, client()).chat("Hi")).isEqualTo("Hello.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRetryAfterThatDoesNotFitFailsAtOnceAndSaysWhen() {
        server.always(respond(429, "{\"error\":{\"message\":\"slow down\"}}", JSON, "Retry-After: 3600"));
        long start = System.nanoTime();

        TransportException failure = failure(Models.openAi(server, client()));

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAt()).contains(NOW.plusSeconds(3600));
        assertThat(failure).hasMessageEndingWith(": status 429, saying: slow down");
        assertThat(server.requests()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aDateIsUnderstoodToo() {
        server.always(respond(503, "", JSON, "Retry-After: Thu, 01 Jan 2026 01:00:00 GMT"));

        TransportException failure = failure(Models.ollama(server, client()));

        assertThat(failure.kind()).isEqualTo(Kind.TEMPORARY);
        assertThat(failure.retryAt()).contains(NOW.plusSeconds(3600));
    }

    @Test
    void aKeyThatCannotBeSentIsNotRepeated() {
        ChatModel model = OpenAiChatModel.builder()
                .httpClientBuilder(client())
                .baseUrl(server.url() + "/v1")
                .apiKey(Models.KEY + "\n")
                .modelName("m")
                .build();

        TransportException failure = failure(model);

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure)
                .hasMessage("the value of the header Authorization cannot be sent; does it end in a line break?");
        assertThat(failure.getCause()).isNull();
    }
}
