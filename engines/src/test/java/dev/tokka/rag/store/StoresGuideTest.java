// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that the guide shows for stores past one machine runs. */
class StoresGuideTest {

    private static final String[] PRINTED = {
        "1 added, 0 updated, 0 unchanged, 0 removed, 0 skipped, 0 failed", "The manager may sign for the branch."
    };

    @TempDir
    Path documents;

    private final Encoder encoder = new HashEncoder();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                documents.resolve("branch.md"), "# Branch\n\n## Signatures\n\nThe manager may sign for the branch.\n");
    }

    @Test
    void postgres() {
        try (PostgresServer server = PostgresServer.start()) {
            DataSource database = PostgresServer.source(server.newSchema());
            // SHOW
            try (PostgresIndex index = PostgresIndex.open(database, encoder, IndexSettings.DEFAULT)) {
                IngestReport report = index.ingest(documents);
                out.println(report);

                for (Passage passage : index.retrieve(Query.of("Who may sign for the branch?", 3))) {
                    out.println(passage.text());
                }
                out.print(index.capabilities().table());
            }
            // END
        }

        assertThat(printed.toString(UTF_8).lines()).startsWith(PRINTED).contains("| DURABLE | yes |");
    }

    @Test
    void openSearch() {
        try (OpenSearchServer server = OpenSearchServer.start()) {
            HttpClient client = HttpClient.newHttpClient();
            List<URI> addresses = server.cluster(client).addresses();
            Map<String, String> headers = Map.of("Authorization", "Basic dG9ra2E6dG9ra2E=");
            // SHOW
            OpenSearchCluster cluster = new OpenSearchCluster(addresses, headers, client, 2, 1);
            try (OpenSearchIndex index = OpenSearchIndex.open(cluster, "handbook", encoder, IndexSettings.DEFAULT)) {
                out.println(index.ingest(documents));

                for (Passage passage : index.retrieve(Query.of("Who may sign for the branch?", 3))) {
                    out.println(passage.text());
                }
                index.rebuild(documents, IngestListener.NONE); // beside the one that is searched
                out.print(index.capabilities().table());
            }
            // END
        }

        assertThat(printed.toString(UTF_8).lines())
                .startsWith(PRINTED)
                .contains("| ONE_WRITER | by a lease of ten minutes |", "| LOSS_OF_A_MACHINE | yes |");
    }
}
