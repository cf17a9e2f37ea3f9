// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexLockedException;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found while an index is rebuilt and after a node is lost. */
class OpenSearchChangesTest {

    private static final Query SIGNATURE = Query.of("Who may sign for the branch?", 1);

    @TempDir
    Path folder;

    private OpenSearchServer server;
    private OpenSearchCluster cluster;

    @BeforeEach
    void start() {
        server = OpenSearchServer.start();
        OpenSearchCluster all = server.cluster(HttpClient.newHttpClient());
        // The node that is lost comes first, so that the other is found only by trying again.
        List<URI> addresses = new ArrayList<>(all.addresses());
        Collections.reverse(addresses);
        cluster = new OpenSearchCluster(addresses, all.headers(), all.client(), 2, 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private OpenSearchIndex open() {
        return OpenSearchIndex.open(cluster, "handbook", new HashEncoder(), IndexSettings.DEFAULT);
    }

    private void write(String who) throws IOException {
        Files.writeString(
                folder.resolve("branch.md"), "# Branch\n\n## Signatures\n\nThe " + who + " may sign for the branch.\n");
    }

    private static String found(OpenSearchIndex index) {
        return index.retrieve(SIGNATURE).stream().map(Passage::text).findFirst().orElse("nothing");
    }

    @Test
    void theOldIndexIsSearchedUntilTheNewOneIsComplete() throws IOException {
        try (OpenSearchIndex index = open()) {
            write("manager");
            index.ingest(folder);
            write("deputy");

            assertThatThrownBy(() -> index.rebuild(folder, progress -> {
                        throw new IllegalStateException("broken off");
                    }))
                    .hasMessage("broken off");
            assertThat(found(index)).contains("manager");

            List<String> meanwhile = new ArrayList<>();
            index.rebuild(folder, progress -> {
                meanwhile.add(found(index));
                assertThatThrownBy(() -> index.ingest(folder)).isInstanceOf(IndexLockedException.class);
            });

            assertThat(meanwhile).singleElement().asString().contains("manager");
            assertThat(found(index)).contains("deputy");
            assertThat(index.documents()).containsExactly("branch.md");
            assertThat(index.ingest(folder).unchanged()).containsExactly("branch.md");
        }
    }

    @Test
    void searchesAndIngestionsGoOnWhereOneOfTwoNodesIsLost() throws IOException {
        try (OpenSearchIndex index = open()) {
            index.ingest(Samples.documents(), IngestListener.NONE);
            server.runner().ensureGreen();
            String before = index.snapshot();
            List<String> found = ids(index);

            server.loseNode();

            assertThat(ids(index)).isEqualTo(found);
            assertThat(index.snapshot()).isEqualTo(before);
            index.ingest(
                    List.of(SourceDocument.markdown("vault.md", "# Vault\n\nThe vault opens at 07:45.\n")),
                    IngestListener.NONE);
            assertThat(index.documents()).hasSize(5).contains("vault.md");
        }
    }

    private static List<String> ids(OpenSearchIndex index) {
        return index.retrieve(Query.of("How long can a card payment be disputed?", 10)).stream()
                .map(Passage::id)
                .toList();
    }
}
