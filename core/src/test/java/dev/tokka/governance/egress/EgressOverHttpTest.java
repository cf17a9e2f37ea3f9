// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static dev.tokka.langchain4j.http.FaultServer.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.config.ConfigLoader;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.http.FaultServer;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import dev.tokka.langchain4j.http.Replies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Served models: what is refused opens no connection. */
@Timeout(60)
class EgressOverHttpTest {

    private static final Question CONFIDENTIAL =
            Question.of("When may I claim?").with(DataClass.KEY, DataClass.CONFIDENTIAL);
    private static final Question INTERNAL = CONFIDENTIAL.with(DataClass.KEY, DataClass.INTERNAL);

    @TempDir
    private Path folder;

    private FaultServer house;
    private FaultServer vendor;

    @BeforeEach
    void open() {
        house = new FaultServer();
        vendor = new FaultServer();
    }

    @AfterEach
    void close() throws IOException {
        house.close();
        vendor.close();
    }

    private LoadedModel load() throws IOException {
        String file = """
                tokka: 1
                model:
                  fallback:
                    - openai: {base-url: "%1$s/v1", model: small}
                    - openai: {base-url: "%2$s/v1", model: large, region: jp}
                  with:
                    - egress:
                        rules:
                          - {to: "%1$s", up-to: restricted}
                          - {to: "%2$s/v1", region: jp, up-to: internal}
                """.formatted(house.url(), vendor.url());
        return new ConfigLoader().withEnvironment(Map.of()).load(Files.writeString(folder.resolve("model.yaml"), file));
    }

    private static void refused(DomainModel model, Question question) {
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(question))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EGRESS));
    }

    @Test
    void aFallbackOpensNoConnectionToALaxerProvider() throws IOException {
        house.always(respond(404, "{\"error\":{\"message\":\"gone\"}}", Replies.JSON));
        vendor.always(respond(200, Replies.COMPLETION, Replies.JSON));
        try (LoadedModel model = load()) {
            refused(model, CONFIDENTIAL);
            refused(model, CONFIDENTIAL.with(TokenSink.KEY, new Unheard()));
            assertThat(house.requests()).isEqualTo(2);
            assertThat(vendor.connections()).isZero();

            assertThat(model.answer(INTERNAL)).isInstanceOf(Answer.Reply.class);
            assertThat(vendor.requests()).isEqualTo(1);
        }
    }

    @Test
    void theReportOfAFileNamesItsServers() throws IOException {
        try (LoadedModel model = load()) {
            assertThat(EgressReport.of(model)).hasToString("""
                    %s/v1: up to RESTRICTED, from 'chat small'
                    %s/v1 in jp: up to INTERNAL, from 'chat large'
                    passages and examples: no class declared
                    """.formatted(house.url(), vendor.url()));
        }
    }

    @Test
    void aRedirectToWhereNothingMayBeSentEndsTheCall() {
        house.always(respond(307, "", "Location: " + vendor.url() + "/v1/chat/completions"));
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder().allowRedirectsTo("127.0.0.1");
        DomainModel model = ChatDomainModel.of(OpenAiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(house.url() + "/v1")
                        .modelName("small")
                        .build())
                .withTransport(http)
                .withEndpoint(Endpoint.of(house.url() + "/v1"));

        refused(Egress.guarded(model, EgressPolicy.of(EgressRule.of(house.url(), DataClass.RESTRICTED))), INTERNAL);

        assertThat(house.requests()).isEqualTo(1);
        assertThat(vendor.connections()).isZero();
    }

    @Test
    void aModelThatWasBuiltWithAnotherAddressThanItSaysIsStoppedAtTheWire() {
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        DomainModel model = ChatDomainModel.of(OpenAiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(vendor.url() + "/v1")
                        .modelName("small")
                        .build())
                .withTransport(http)
                .withEndpoint(Endpoint.of(house.url() + "/v1"));

        refused(Egress.guarded(model, EgressPolicy.of(EgressRule.of(house.url(), DataClass.RESTRICTED))), INTERNAL);

        assertThat(vendor.connections()).isZero();
    }

    @Test
    void withoutAnAddressAModelIsDenied() {
        DomainModel model = ChatDomainModel.of(OpenAiChatModel.builder()
                .baseUrl(vendor.url() + "/v1")
                .modelName("small")
                .build());

        refused(Egress.guarded(model, EgressPolicy.of(EgressRule.of(vendor.url(), DataClass.RESTRICTED))), INTERNAL);

        assertThat(vendor.connections()).isZero();
    }

    @Test
    void anotherAddressIsAnotherModel() throws IOException {
        String one;
        try (LoadedModel model = load()) {
            one = model.describe().fingerprint();
        }
        vendor.close();
        vendor = new FaultServer();
        try (LoadedModel model = load()) {
            assertThat(model.describe().fingerprint()).isNotEqualTo(one);
        }
    }

    private static final class Unheard implements TokenSink {

        @Override
        public void token(String text) {
            throw new IllegalStateException("nothing should be streamed");
        }

        @Override
        public void restart() {
            // nothing has begun
        }
    }
}
