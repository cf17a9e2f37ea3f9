// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static dev.tokka.langchain4j.http.FaultServer.respond;
import static dev.tokka.langchain4j.http.Replies.COMPLETION;
import static dev.tokka.langchain4j.http.Replies.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.tokka.Endpoint;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForbiddenAddressesTest {

    private FaultServer server;
    private FaultServer other;

    @BeforeEach
    void open() {
        server = new FaultServer();
        other = new FaultServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        other.close();
    }

    private GuardedHttpClientBuilder onlyTo(FaultServer allowed) {
        Endpoint endpoint = Endpoint.of(allowed.url());
        return new GuardedHttpClientBuilder()
                .limits(Models.WIDE)
                .allowRedirectsTo("127.0.0.1")
                .allowOnly(endpoint::covers);
    }

    @Test
    void anAllowedAddressIsAsked() {
        server.always(respond(200, COMPLETION, JSON));

        assertThat(Models.openAi(server, onlyTo(server)).chat("Hi")).isEqualTo("Hello.");
    }

    @Test
    void noConnectionIsOpenedToAnyOther() {
        ChatModel model = Models.openAi(server, onlyTo(other));

        TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(failure).hasMessageEndingWith(": nothing may be sent to that address");
        assertThat(server.connections()).isZero();
    }

    @Test
    void aRedirectLeadsNowhereElse() {
        server.always(respond(307, "", "Location: " + other.url() + "/v1/chat/completions"));

        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> Models.openAi(server, onlyTo(server)).chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(server.requests()).isEqualTo(1);
        assertThat(other.connections()).isZero();
    }

    @Test
    void aNameIsNotLookedUp() {
        ChatModel model = OpenAiChatModel.builder()
                .httpClientBuilder(onlyTo(other))
                .baseUrl("http://no-such-host.invalid/v1")
                .modelName("large")
                .build();

        TransportException failure = catchThrowableOfType(TransportException.class, () -> model.chat("Hi"));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN); // looked up, it would be TEMPORARY
    }

    @Test
    void aScopeNarrowsItForTheTimeOfACall() {
        server.always(respond(200, COMPLETION, JSON));
        GuardedHttpClientBuilder builder = new GuardedHttpClientBuilder().limits(Models.WIDE);
        ChatModel model = Models.openAi(server, builder);
        RequestScope closed = new RequestScope(Optional.empty(), endpoint -> false);

        TransportException failure =
                catchThrowableOfType(TransportException.class, () -> builder.within(closed, () -> model.chat("Hi")));

        assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(server.connections()).isZero();
        assertThat(model.chat("Hi")).isEqualTo("Hello.");
    }
}
