// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
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
        return new OpenedStore<>(
                index,
                documents -> index.ingest(documents, IngestListener.NONE),
                index::forget,
                index::documents,
                index::close);
    }
}
