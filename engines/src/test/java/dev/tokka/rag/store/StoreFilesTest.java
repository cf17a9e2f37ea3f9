// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Tenant;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.ranking.Refined;
import dev.tokka.rag.text.Vocabulary;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file names an index in an engine, and the model answers from it with citations. */
class StoreFilesTest {

    private static final String ENCODER = ", encoder: {bundled: bge-small-en}";
    private static final String LABELS = ", settings: {labels: {kind: text}, tenants: true}}";
    private static final Question ASKED = Question.of("Who may sign for the branch?");

    @TempDir
    Path folder;

    @Test
    void postgresAnswersFromAFile() throws IOException {
        try (PostgresServer server = PostgresServer.start();
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            String url = server.newSchema();
            DataSource database = PostgresServer.source(url);
            String schema = url.substring(url.lastIndexOf('=') + 1);
            String address = url.substring(0, url.indexOf('?'));
            Endpoint endpoint = Endpoint.of(address.substring("jdbc:".length()));
            String retriever = "{postgres: {url: \"" + address + "\", schema: " + schema
                    + ", user: tokka, password: \"${PASSWORD}\"" + ENCODER + LABELS + "}";
            try (PostgresIndex index = PostgresIndex.open(database, encoder, settings())) {
                index.ingest(documents(), IngestListener.NONE);

                assertAnswers(retriever, Refined.of(index.at(endpoint)).filtered(Filter.equal("kind", "rule")));
            }
            assertThatThrownBy(() -> load(retriever.replace(LABELS, "}")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("postgres: expected an index with labels {}");
        }
    }

    @Test
    void openSearchAnswersFromAFile() throws IOException {
        try (OpenSearchServer server = OpenSearchServer.start();
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            OpenSearchCluster cluster = server.cluster(HttpClient.newHttpClient());
            String addresses = cluster.addresses().stream()
                    .map(each -> "\"" + each + "\"")
                    .collect(Collectors.joining(", ", "[", "]"));
            String retriever = "{opensearch: {addresses: " + addresses + ", name: desk, user: tokka, password:"
                    + " \"${PASSWORD}\", shards: 2" + ENCODER + LABELS + "}";
            try (OpenSearchIndex index = OpenSearchIndex.open(cluster, "desk", encoder, settings())) {
                index.ingest(documents(), IngestListener.NONE);

                assertAnswers(retriever, Refined.of(index).filtered(Filter.equal("kind", "rule")));
            }
            assertThatThrownBy(() -> load(retriever.replace(ENCODER, "")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("opensearch: expected an index with encoder none");
        }
    }

    @Test
    void theWordsOfAVocabularyAreNotSplitInAnEngine() {
        Vocabulary vocabulary = new Vocabulary(List.of(new Vocabulary.Term("特化", "トッカ", List.of())));
        IndexSettings settings = IndexSettings.DEFAULT.withAnalysis(
                IndexSettings.DEFAULT.analysis().withVocabulary(vocabulary));
        try (PostgresServer server = PostgresServer.start()) {
            DataSource database = PostgresServer.source(server.newSchema());
            try (PostgresIndex index = PostgresIndex.openLexical(database, settings)) {
                index.ingest(
                        List.of(
                                SourceDocument.plainText("a", "医療に特化した預金。"),
                                SourceDocument.plainText("b", "特別な化学の預金。")),
                        IngestListener.NONE);

                assertThat(index.retrieve(dev.tokka.Query.of("特化", 5)))
                        .extracting(passage -> passage.source().document())
                        .containsExactly("a");
            }
            assertThatThrownBy(() -> PostgresIndex.openLexical(database, IndexSettings.DEFAULT))
                    .hasMessageContaining("expected an index with vocabulary none");
        }
    }

    private void assertAnswers(String retriever, Refined refined) throws IOException {
        try (LoadedModel loaded = load(retriever)) {
            DomainModel made = new ExtractiveModel(TermWeights.uniform()).with(Retrieval.from(refined));
            Answer answer = loaded.answer(ASKED.with(Tenant.KEY, new Tenant("north")));
            Answer.Reply reply = answer.reply().orElseThrow();

            assertThat(loaded.describe()).isEqualTo(made.describe());
            assertThat(reply.text()).startsWith("The manager may sign for the branch.");
            assertThat(reply.citations())
                    .isNotEmpty()
                    .allSatisfy(
                            citation -> assertThat(citation.source().document()).isEqualTo("north.md"));
            assertThatThrownBy(() -> loaded.answer(ASKED)).isInstanceOf(PolicyViolationException.class);
        }
    }

    private LoadedModel load(String retriever) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"),
                "tokka: 1\nmodel: {extractive: , with: [{retrieval: {retriever: " + retriever
                        + ", with: [{filtered: {equal: {key: kind, value: rule}}}]}}]}\n");
        return new ConfigLoader()
                .withEnvironment(Map.of("PASSWORD", "not asked for here"))
                .load(file);
    }

    private static IndexSettings settings() {
        MetadataSchema schema = MetadataSchema.of(Map.of("kind", Value.Type.TEXT));
        return IndexSettings.DEFAULT.withLabeling(
                Labeling.NONE.withSchema(schema).withTenants());
    }

    private static List<SourceDocument> documents() {
        return List.of(
                document("north", "The manager may sign for the branch."),
                document("south", "The clerk may sign for the branch."));
    }

    private static SourceDocument document(String tenant, String text) {
        Metadata metadata = Metadata.of(Map.of("kind", new Value.Text("rule")));
        return SourceDocument.markdown(tenant + ".md", "# Branch\n\n## Signatures\n\n" + text + "\n")
                .withLabels(new Labels(metadata, Access.EVERYBODY.forTenant(tenant)));
    }
}
