// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.config.ConfigLoader;
import dev.tokka.governance.egress.Egress;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressReport;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Privacy;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.DocumentEgress;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.store.OpenSearchCluster;
import dev.tokka.rag.store.OpenSearchIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the chapter "Egress" of the guide to governance. */
class EgressGuideTest {

    private static final Path PAGES = Path.of("..", "docs");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final SecretKey tenantKey = new SecretKeySpec(new byte[32], "HmacSHA256");

    /** A server that is down. */
    private record Down(String modelName) implements ChatModel {

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return DefaultChatRequestParameters.builder().modelName(modelName).build();
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            throw new InternalServerException("down");
        }
    }

    @BeforeEach
    void writeHandbook() throws IOException {
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("fees.md"), "# Fees\n\nA transfer costs 500 yen.\n");
        try (LuceneIndex index = LuceneIndex.openLexical(folder.resolve("handbook-index"), IndexSettings.DEFAULT)) {
            index.ingest(documents);
        }
    }

    @Test
    void nothingReachesAnEndpointThatMayNotHaveIt() {
        ChatModel small = new Down("small-1");
        ChatModel large = new Down("large-2");
        try (LuceneIndex handbook = LuceneIndex.openLexical(folder.resolve("handbook-index"), IndexSettings.DEFAULT)) {
            // SHOW
            DomainModel inHouse =
                    ChatDomainModel.of(small).withEndpoint(Endpoint.of("http://models.bank.example:8000/v1"));
            DomainModel hosted = ChatDomainModel.of(large)
                    .withEndpoint(Endpoint.of("https://api.example.com/v1").inRegion("eu-west-1"));
            DomainModel hidden = Privacy.pseudonymized(hosted, Detectors.usual(), tenantKey);

            EgressPolicy policy = EgressPolicy.of(
                    EgressRule.of("http://models.bank.example:8000", DataClass.RESTRICTED),
                    EgressRule.of("https://api.example.com/v1", DataClass.INTERNAL)
                            .inRegion("eu-west-1")
                            .withDeidentified(DataClass.CONFIDENTIAL));
            DomainModel served = Egress.guarded(
                    inHouse.orElse(hidden).with(Retrieval.from(handbook.classified(DataClass.INTERNAL))), policy);
            out.print(EgressReport.of(served));
            // END
            // SHOW
            try {
                served.answer(Question.of("What does a transfer cost?").with(DataClass.KEY, DataClass.RESTRICTED));
            } catch (PolicyViolationException e) {
                out.println(e.reason() + ", " + e.getMessage());
            }
            // END
            // SHOW
            IndexSettings settings = IndexSettings.DEFAULT.withEgress(DocumentEgress.of(policy, DataClass.INTERNAL));
            // END
            assertNoConnection(settings);
            Endpoint trainer = Endpoint.of("https://api.example.com/v1").inRegion("eu-west-1");
            // SHOW
            policy.require(trainer, DataClass.INTERNAL);
            // END
        }

        assertThat(printed.toString(UTF_8)).isEqualTo("""
                http://models.bank.example:8000/v1: up to RESTRICTED, from 'chat small-1'
                https://api.example.com/v1 in eu-west-1: up to CONFIDENTIAL, de-identified, from 'chat large-2'
                passages and examples: up to INTERNAL
                EGRESS, egress: expected de-identified data of class CONFIDENTIAL or lower for \
                https://api.example.com/v1 in eu-west-1 but it is RESTRICTED, as all is that declares no class
                """);
    }

    /** Nobody answers at that address, so a connection would end otherwise. */
    private static void assertNoConnection(IndexSettings settings) {
        URI node = URI.create("http://search.invalid:9200");
        OpenSearchCluster cluster = new OpenSearchCluster(List.of(node), Map.of(), HttpClient.newHttpClient(), 1, 1);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> OpenSearchIndex.openLexical(cluster, "handbook", settings))
                .withMessageContaining("expected a rule that permits to send to " + node);
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance.md", "governance.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        List<String> shown = Pattern.compile("(?ms)^ *// SHOW\n(.*?)^ *// END$")
                .matcher(source)
                .results()
                .map(match -> match.group(1).stripTrailing().stripIndent() + "\n")
                .toList();

        assertThat(shown).hasSize(4);
        assertThat(blocks("java", page)).containsSubsequence(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance.md", "governance.ja.md"})
    void theFileOfTheGuideLoadsAndReports(String page) throws IOException {
        String file = blocks("yaml", page).stream()
                .filter(block -> block.contains("egress:"))
                .findFirst()
                .orElseThrow();
        Path written = Files.writeString(folder.resolve("model.yaml"), file);
        String key = Base64.getEncoder().encodeToString(tenantKey.getEncoded());

        try (LoadedModel model =
                new ConfigLoader().withEnvironment(Map.of("TENANT_KEY", key)).load(written)) {
            assertThat(EgressReport.of(model)).hasToString("""
                    http://models.bank.example:8000/v1: up to RESTRICTED, from 'chat small-1'
                    https://api.example.com/v1 in eu-west-1: up to CONFIDENTIAL, de-identified, from 'chat large-2'
                    passages and examples: up to INTERNAL
                    """);
            assertThat(EgressReport.of(model).isComplete()).isTrue();
        }
    }

    private static List<String> blocks(String language, String page) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
