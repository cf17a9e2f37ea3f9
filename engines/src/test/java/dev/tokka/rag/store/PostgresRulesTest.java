// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Attributes;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Who finds what, on a real PostgreSQL. */
class PostgresRulesTest extends StoreRules {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected Store open(IndexSettings settings) {
        PostgresIndex index =
                PostgresIndex.open(PostgresServer.source(server.newSchema()), new HashEncoder(), settings);
        return new Store() {

            @Override
            public IngestReport ingest(List<SourceDocument> documents) {
                return index.ingest(documents, IngestListener.NONE);
            }

            @Override
            public List<Passage> retrieve(Query query) {
                return index.retrieve(query);
            }

            @Override
            public List<Passage> passages(String document, Attributes asker) {
                return index.passages(document, asker);
            }

            @Override
            public void remove(String id) {
                index.forget(id);
            }

            @Override
            public List<String> documents() {
                return index.documents();
            }

            @Override
            public void close() {
                index.close();
            }
        };
    }
}
