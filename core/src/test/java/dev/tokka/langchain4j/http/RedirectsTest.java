// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.chat.ChatModel;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {

    private final FaultServer server = new FaultServer();
    private final FaultServer other = new FaultServer();

    @AfterEach
    void close() throws IOException {
        server.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        server.always(respond(status, "", "Location: " + other.url() + "/v1/chat/completions?key=hidden"));
        ChatModel model = Models.openAi(server, Models.within(Models.WIDE));

        TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(failure.status()).hasValue(status);
        assertThat(failure)
                .hasMessageEndingWith(": status " + status + ", a redirect to 127.0.0.1, which is not followed");
        assertThat(other.requests()).isZero();
    }

    @Test
    void anAllowedHostGetsTheQuestionButNotTheKey() throws InterruptedException {
        server.always(respond(307, "", "Location: " + other.url() + "/v2/chat/completions"));
        other.always(respond(200, COMPLETION, JSON));
        ChatModel model = Models.openAi(server, Models.within(Models.WIDE).allowRedirectsTo("127.0.0.1"));

        assertThat(model.chat("Hi")).isEqualTo("Hello.");

        FaultServer.Seen first = server.request();
        FaultServer.Seen second = other.request();
        assertThat(first.headers()).containsEntry("authorization", "Bearer " + Models.KEY);
        assertThat(second.headers())
                .doesNotContainKey("authorization")
                .containsEntry("content-type", "application/json");
        assertThat(second.headers().values()).noneMatch(value -> value.contains(Models.KEY));
        assertThat(second.line()).isEqualTo("POST /v2/chat/completions HTTP/1.1");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void theSameServerKeepsTheKey() throws InterruptedException {
        server.then(respond(308, "", "Location: /v2/chat/completions")).then(respond(200, COMPLETION, JSON));
        ChatModel model = Models.openAi(server, Models.within(Models.WIDE).allowRedirectsTo("127.0.0.1"));

        assertThat(model.chat("Hi")).isEqualTo("Hello.");

        server.request();
        assertThat(server.request().headers()).containsEntry("authorization", "Bearer " + Models.KEY);
    }

    @Test
    void onlyOneRedirectIsFollowed() {
        server.always(respond(307, "", "Location: " + server.url() + "/v1/chat/completions"));
        ChatModel model = Models.openAi(server, Models.within(Models.WIDE).allowRedirectsTo("127.0.0.1"));

        TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(server.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://127.0.0.1/", "http://[", "http://localhost@127.0.0.2/", "//example.com"})
    void aTargetThatIsNotAllowedIsNotFollowed(String location) {
        server.always(respond(307, "", "Location: " + location));
        ChatModel model = Models.openAi(server, Models.within(Models.WIDE).allowRedirectsTo("localhost"));

        TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(server.requests()).isEqualTo(1);
    }
}
