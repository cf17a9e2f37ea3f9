// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.tokka.DataClass;
import dev.tokka.Endpoint;
import dev.tokka.PolicyViolationException;
import dev.tokka.Query;
import dev.tokka.Sending;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.rag.Listening;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.DocumentEgress;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents on their way to a store that is a server. */
@Timeout(60)
class StoreEgressTest {

    private static final SourceDocument FEES =
            SourceDocument.plainText("fees.txt", "A transfer abroad costs 12 euros.");
    private static final SourceDocument MERGER = SourceDocument.plainText("merger.txt", "The merger is on 3 May.");

    private static IndexSettings settings(String address, DataClass highest, DataClass dataClass) {
        EgressPolicy policy = EgressPolicy.of(EgressRule.of(address, highest));
        return IndexSettings.DEFAULT.withEgress(DocumentEgress.of(policy, dataClass));
    }

    private static OpenSearchIndex open(String address, IndexSettings settings) {
        OpenSearchCluster cluster =
                new OpenSearchCluster(List.of(URI.create(address)), Map.of(), HttpClient.newHttpClient(), 1, 0);
        return OpenSearchIndex.openLexical(cluster, "handbook", settings);
    }

    @Test
    void aClusterThatMayNotHaveTheDocumentsIsNotEvenConnectedTo() throws IOException {
        try (Listening server = Listening.start()) {
            IndexSettings settings = settings(server.address(), DataClass.PUBLIC, DataClass.INTERNAL);

            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> open(server.address(), settings))
                    .withMessage("opensearch: egress: expected data of class PUBLIC or lower for " + server.address()
                            + " but it is INTERNAL")
                    .satisfies(
                            refusal -> assertThat(refusal.reason()).isEqualTo(PolicyViolationException.Reason.EGRESS));

            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void aDocumentOfAHigherClassDoesNotReachTheClusterAndTheOthersStay() throws IOException {
        List<String> said = new CopyOnWriteArrayList<>();
        HttpServer server = cluster(said);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        IndexSettings settings = IndexSettings.DEFAULT.withEgress(
                DocumentEgress.of(EgressPolicy.of(EgressRule.of(address, DataClass.INTERNAL)), DataClass.PUBLIC)
                        .withClasses(document ->
                                document.id().startsWith("merger") ? DataClass.CONFIDENTIAL : DataClass.INTERNAL));
        try (OpenSearchIndex index = open(address, settings)) {
            assertThat(index.ingest(List.of(FEES), IngestListener.NONE).added()).containsExactly("fees.txt");
            int before = bulks(said);

            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> index.ingest(List.of(MERGER), IngestListener.NONE))
                    .withMessage("ingestion of 'merger.txt': egress: expected data of class INTERNAL or lower for "
                            + address + " but it is CONFIDENTIAL");

            assertThat(before).isPositive();
            assertThat(bulks(said)).isEqualTo(before);
            assertThat(said)
                    .anyMatch(request -> request.contains("transfer abroad"))
                    .noneMatch(request -> request.contains("merger"))
                    .noneMatch(request -> request.startsWith("DELETE /handbook-1 "));
        } finally {
            server.stop(0);
        }
    }

    private static int bulks(List<String> said) {
        return (int) said.stream().filter(each -> each.contains("/_bulk")).count();
    }

    /** As much of a cluster as an ingestion of new documents asks for. */
    private static HttpServer cluster(List<String> said) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath();
            said.add(exchange.getRequestMethod() + " " + path + " " + body);
            if (path.endsWith("/_mapping")) {
                reply(exchange, 404, "{}");
            } else if (path.startsWith("/_alias/")) {
                reply(exchange, 200, "{\"handbook-1\":{}}");
            } else if (path.endsWith("/_search")) {
                reply(exchange, 200, "{\"hits\":{\"hits\":[]}}");
            } else if (path.endsWith("/_bulk")) {
                String items = IntStream.range(0, (int) body.lines().count())
                        .mapToObj(i -> "{\"index\":{\"status\":201}}")
                        .collect(Collectors.joining(","));
                reply(exchange, 200, "{\"items\":[" + items + "]}");
            } else {
                reply(exchange, 200, "{\"_seq_no\":1,\"_primary_term\":1}");
            }
        });
        server.start();
        return server;
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void anEmbeddingStoreGetsWhatMayGoWhereItSends() {
        String address = "http://vectors.bank.example:6333";
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreRetriever unknown = new EmbeddingStoreRetriever(
                store, new HashEncoder(), settings(address, DataClass.PUBLIC, DataClass.INTERNAL), "desk");
        EmbeddingStoreRetriever remote = unknown.sending(Sending.to(Endpoint.of(address)));
        EmbeddingStoreRetriever local = unknown.sending(Sending.nothing());

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> unknown.ingest(List.of(FEES), IngestListener.NONE))
                .withMessageContaining("'embedding-store' says neither");
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> remote.ingest(List.of(FEES), IngestListener.NONE))
                .withMessageContaining("expected data of class PUBLIC or lower for " + address);
        assertThat(local.retrieve(Query.of("transfer", 1))).isEmpty();

        local.ingest(List.of(FEES), IngestListener.NONE);
        assertThat(local.retrieve(Query.of("transfer", 1))).hasSize(1);
    }
}
