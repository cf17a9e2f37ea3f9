// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Who finds what, on a real OpenSearch cluster. */
class OpenSearchRulesTest extends StoreRules {

    private static OpenSearchServer server;

    @BeforeAll
    static void start() {
        server = OpenSearchServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Store open(IndexSettings settings) {
        OpenSearchIndex index = OpenSearchIndex.open(
                server.cluster(java.net.http.HttpClient.newHttpClient()),
                server.newName(),
                new HashEncoder(),
                settings);
        return new OpenedStore<>(
                index,
                documents -> index.ingest(documents, IngestListener.NONE),
                index::forget,
                index::documents,
                index::close);
    }
}
