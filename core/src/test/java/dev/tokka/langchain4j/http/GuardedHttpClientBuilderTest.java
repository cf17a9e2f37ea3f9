// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilderFactory;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedHttpClientBuilderTest {

    private final FaultServer server = new FaultServer();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void theTimeoutOfAModelIsTakenWhereNoLimitsAreGiven() {
        GuardedHttpClientBuilder builder = new GuardedHttpClientBuilder();

        build(builder, Duration.ofMinutes(20));

        assertThat(builder.connectTimeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(builder.readTimeout()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void limitsThatAreGivenStand() {
        HttpLimits limits = HttpLimits.DEFAULT.withReadTimeout(Duration.ofSeconds(7));
        GuardedHttpClientBuilder builder = new GuardedHttpClientBuilder().limits(limits);

        build(builder, Duration.ofMinutes(20));

        assertThat(builder.connectTimeout()).isEqualTo(limits.connectTimeout());
        assertThat(builder.readTimeout()).isEqualTo(Duration.ofSeconds(7));
    }

    private static void build(GuardedHttpClientBuilder builder, Duration timeout) {
        OpenAiChatModel.builder()
                .httpClientBuilder(builder)
                .apiKey(Models.KEY)
                .modelName("m")
                .timeout(timeout)
                .build();
    }

    @Test
    void listenersRunOnTheExecutorThatIsGiven() throws InterruptedException {
        server.always(FaultServer.head(200, Replies.EVENTS), FaultServer.send(Replies.token("Hi") + Replies.DONE));
        AtomicInteger tasks = new AtomicInteger();
        GuardedHttpClientBuilder builder = Models.within(Models.WIDE).executor(task -> {
            tasks.incrementAndGet();
            Thread thread = new Thread(task, "mine");
            thread.setDaemon(true);
            thread.start();
        });
        Recorder recorder = new Recorder(
                context -> assertThat(Thread.currentThread().getName()).isEqualTo("mine"));

        Models.openAiStreaming(server, builder).chat("Hi", recorder);

        recorder.end();
        assertThat(recorder.text()).isEqualTo("Hi");
        assertThat(recorder.ends()).hasSize(1);
        assertThat(tasks.get()).isPositive();
    }

    @Test
    void otherEndpointsAreTakenAsTheyAre() {
        server.then(respond(200, "plain", "Content-Type: text/plain"))
                .then(respond(200, "{\"error\":{}}", JSON))
                .then(respond(204, ""));
        HttpClient client = Models.within(Models.WIDE).build();

        assertThat(get(client).body()).isEqualTo("plain");
        assertThat(get(client).body()).isEqualTo("{\"error\":{}}");
        assertThat(get(client).statusCode()).isEqualTo(204);
    }

    @Test
    void otherEndpointsAnswerNoWebPageAndNoBrokenJson() {
        server.then(respond(200, "<html></html>", "Content-Type: text/html"))
                .then(respond(200, "{", JSON))
                .then(respond(200, "{\"error\":{\"message\":\"full\"}}", JSON));
        HttpClient client = Models.within(Models.WIDE).build();

        assertThat(catchThrowableOfType(TransportException.class, () -> get(client))
                        .kind())
                .isEqualTo(TransportException.Kind.PROTOCOL);
        assertThat(catchThrowableOfType(TransportException.class, () -> get(client))
                        .kind())
                .isEqualTo(TransportException.Kind.PROTOCOL);
        assertThat(catchThrowableOfType(TransportException.class, () -> get(client))
                        .kind())
                .isEqualTo(TransportException.Kind.PROVIDER);
    }

    private SuccessfulHttpResponse get(HttpClient client) {
        return client.execute(HttpRequest.builder()
                .method(HttpMethod.GET)
                .url(server.url() + "/v1/models")
                .build());
    }

    @Test
    void severalPartsAreRefusedAtOnce() {
        HttpRequest request = HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(server.url())
                .addFormDataField("model", "whisper")
                .build();

        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> new GuardedHttpClientBuilder().build().execute(request));
    }

    @Test
    void anAddressThatIsNoneIsAMatterOfConfiguration() {
        HttpRequest request = HttpRequest.builder()
                .method(HttpMethod.GET)
                .url("localhost:1/?key=hidden")
                .build();

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> new GuardedHttpClientBuilder().build().execute(request));

        assertThat(failure.kind()).isEqualTo(TransportException.Kind.CONFIGURATION);
        assertThat(failure).hasMessageNotContaining("hidden");
    }

    @Test
    void itIsNotLangChain4jsDefault() { // two factories on the class path are an error there
        assertThat(ServiceLoader.load(HttpClientBuilderFactory.class)).hasSize(1);
    }

    @Test
    void wrongValuesAreRefusedWhereTheyAreGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardedHttpClientBuilder().attempts(0))
                .withMessage("attempts must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardedHttpClientBuilder().allowRedirectsTo(" "))
                .withMessage("host must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.DEFAULT.withIdleTimeout(Duration.ZERO))
                .withMessage("idleTimeout must be positive but is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.DEFAULT.withTotalTimeout(Duration.ofDays(1000)))
                .withMessage("totalTimeout must be at most PT8784H but is PT24000H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpLimits.DEFAULT.withMaxEventBytes(0))
                .withMessage("maxEventBytes must be at least 1 but is 0");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefused() {
        GuardedHttpClientBuilder builder = new GuardedHttpClientBuilder();

        assertThatNullPointerException().isThrownBy(() -> builder.limits(null));
        assertThatNullPointerException().isThrownBy(() -> builder.executor(null));
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null));
        assertThatNullPointerException().isThrownBy(() -> builder.random(null));
        assertThatNullPointerException().isThrownBy(() -> builder.allowRedirectsTo((String) null));
        assertThatNullPointerException().isThrownBy(() -> HttpLimits.DEFAULT.withConnectTimeout(null));
        assertThatNullPointerException().isThrownBy(() -> HttpLimits.DEFAULT.withTotalTimeout(null));
    }

    @Test
    void theClientSaysHelloToo() { // the example of the Javadoc
        server.always(respond(200, COMPLETION, JSON));

        String answer = OpenAiChatModel.builder()
                .httpClientBuilder(new GuardedHttpClientBuilder())
                .baseUrl(server.url() + "/v1")
                .modelName("swallow-8b")
                .build()
                .chat("Hi");

        assertThat(answer).isEqualTo("Hello.");
    }
}
