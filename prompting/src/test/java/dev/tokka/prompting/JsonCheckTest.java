// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import dev.tokka.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTest {

    private static final String FEE = """
            {"type": "object", "required": ["fee"], "additionalProperties": false,
             "properties": {"fee": {"type": "integer", "minimum": 0}, "day": {"type": "string", "format": "date"}}}""";

    private final JsonCheck check = JsonCheck.of(FEE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fee\":500}",
                " \n{\"fee\":500}\n",
                "```{\"fee\":500}```",
                "```json\n{\"fee\":500}\n```",
                " ```JSON5 \n {\"fee\":500} ``` \n",
                "```\n{\"fee\":500}\n```"
            })
    void theDocumentIsTakenOutOfSpaceAndACodeFence(String reply) {
        Verdict verdict = check.check(reply);

        int start = reply.indexOf('{');
        assertThat(verdict).isEqualTo(new Verdict.Fits("{\"fee\":500}", new Span(start, start + 11)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```",
                "``````",
                "```json```",
                "Here it is: {\"fee\":500}",
                "{\"fee\":500} Thank you.",
                "{\"fee\":500}{\"fee\":500}",
                "{\"fee\":500,\"fee\":501}",
                "{'fee':500}",
                "{\"fee\":500,}",
                "{fee:500}",
                "{\"fee\":0500}",
                "{\"fee\":NaN}",
                "// free\n{\"fee\":500}",
                "{\"fee\":"
            })
    void whatIsNotExactlyOneDocumentIsRefused(String reply) {
        assertThat(check.check(reply)).isInstanceOfSatisfying(Verdict.Unfit.class, unfit -> {
            assertThat(unfit.problem()).isEqualTo("the reply is no JSON document");
            assertThat(unfit.advice()).startsWith("not JSON: ");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "[500];                            /type (type)",
                "{};                               /required (required)",
                "{\"fee\":-1};                     /properties/fee/minimum (minimum)",
                "{\"fee\":1.5};                    /properties/fee/type (type)",
                "{\"fee\":\"five\"};               /properties/fee/type (type)",
                "{\"fee\":1,\"secret\":2};         /additionalProperties (additionalProperties)",
                "{\"fee\":1,\"day\":\"Tuesday\"};  /properties/day/format (format)"
            })
    void theProblemNamesAPlaceInTheSchemaAndNoWordOfTheReply(String reply, String place) {
        assertThat(check.check(reply)).isInstanceOfSatisfying(Verdict.Unfit.class, unfit -> {
            assertThat(unfit.problem()).isEqualTo("the reply violates the schema at " + place);
            assertThat(unfit.problem()).doesNotContain("secret", "Tuesday", "five");
        });
    }

    @Test
    void theAdviceSaysWhereInTheReplyAndWhatIsWrong() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.JAPAN);
        try {
            assertThat(check.check("{\"fee\":\"five\"}"))
                    .isInstanceOfSatisfying(
                            Verdict.Unfit.class,
                            unfit -> assertThat(unfit.advice()).isEqualTo("/fee: string found, integer expected"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theAdviceIsShortHoweverMuchIsWrong() {
        String reply = "{\"" + "a💧".repeat(5_000) + "\":0,\"fee\":\"x\"}";

        assertThat(check.check(reply))
                .isInstanceOfSatisfying(
                        Verdict.Unfit.class,
                        unfit -> assertThat(unfit.advice().length()).isLessThan(1_200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": ",
                "{\"type\": \"string\"} {}",
                "\"string\"",
                "[]",
                "{\"type\": \"text\"}",
                "{\"minimum\": \"five\"}",
                "{\"$schema\": \"https://example.com/other\"}",
                "{\"$schema\": \"https://json-schema.org/draft/2099-01/schema\"}",
                "{\"$ref\": \"https://example.com/fee.json\"}",
                "{\"$ref\": \"http://127.0.0.1:1/fee.json\"}",
                "{\"$ref\": \"file:///etc/hostname\"}",
                "{\"$ref\": \"classpath:secret.json\"}",
                "{\"$ref\": \"resource:secret.json\"}",
                "{\"properties\": {\"fee\": {\"$ref\": \"fee.json\"}}}",
                "{\"properties\": {\"fee\": {\"$ref\": \"#/$defs/none\"}}}",
                "{\"$ref\": \"#\"}",
                "{\"pattern\": \"(\"}"
            })
    void aSchemaThatDoesNotStandOnItsOwnIsRefused(String schema) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCheck.of(schema))
                .withMessageStartingWith("schema must ");
    }

    @Test
    void nothingIsFetched() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            String schema =
                    "{\"$ref\": \"http://localhost:" + server.getAddress().getPort() + "/fee.json\"}";

            assertThatIllegalArgumentException().isThrownBy(() -> JsonCheck.of(schema));
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}",
                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"definitions\": {\"a\": {}},"
                        + " \"$ref\": \"#/definitions/a\"}",
                "{\"$id\": \"https://example.com/fee\", \"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {}}}",
                "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}"
            })
    void aSchemaMayReferToItselfAndToMetaSchemas(String schema) {
        assertThat(JsonCheck.of(schema).check("{}")).isEqualTo(new Verdict.Fits("{}", new Span(0, 2)));
    }

    @Test
    void recursionFollowsTheDocument() {
        JsonCheck tree = JsonCheck.of("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}");

        assertThat(tree.check("[[],[[]]]")).isInstanceOf(Verdict.Fits.class);
        assertThat(tree.check("[[],[[1]]]")).isInstanceOf(Verdict.Unfit.class);
        assertThat(tree.check("[".repeat(200) + "]".repeat(200))).isInstanceOf(Verdict.Fits.class);
        assertThat(tree.check("[".repeat(201) + "]".repeat(201))).isInstanceOf(Verdict.Unfit.class);
    }

    @Test
    void hostileRepliesAreRefusedInTime() {
        JsonCheck alternatives = JsonCheck.of("{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"array\","
                + "\"items\":{\"$ref\":\"#\"}},{\"type\":\"array\",\"minItems\":1,\"items\":{\"$ref\":\"#\"}}]}");
        String nested = "[".repeat(60) + "1" + "]".repeat(60);

        Verdict verdict = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            check.check("[".repeat(5_000_000));
            check.check("{\"fee\":1" + "0".repeat(5_000_000) + "}");
            check.check("{\"fee\":1e999999999}");
            check.check("```" + " ".repeat(5_000_000));
            return alternatives.check(nested);
        });

        assertThat(verdict)
                .isEqualTo(new Verdict.Unfit("the reply takes too long to check against the schema", "too complex"));
    }

    @Test
    void aSchemaThatNeverEndsForSomeRepliesRefusesThem() {
        JsonCheck loop = JsonCheck.of("{\"properties\":{\"a\":{\"$ref\":\"#/$defs/a\"}},"
                + "\"$defs\":{\"a\":{\"allOf\":[{\"$ref\":\"#/$defs/a\"}]}}}");

        assertThat(loop.check("{\"b\":1}")).isInstanceOf(Verdict.Fits.class);
        assertThat(loop.check("{\"a\":1}")).isInstanceOf(Verdict.Unfit.class);
    }
}
