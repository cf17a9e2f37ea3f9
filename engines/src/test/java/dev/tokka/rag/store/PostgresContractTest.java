// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.testkit.RetrieverContract;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresContractTest implements RetrieverContract {

    private static PostgresServer server;
    private static String schema;

    private final List<PostgresIndex> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        schema = server.newSchema();
        try (PostgresIndex index = open(IndexSettings.DEFAULT)) {
            index.ingest(Samples.documents(), IngestListener.NONE);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() {
        opened.forEach(PostgresIndex::close);
    }

    private static PostgresIndex open(IndexSettings settings) {
        return PostgresIndex.open(PostgresServer.source(schema), new HashEncoder(), settings);
    }

    private PostgresIndex opened(IndexSettings settings) {
        PostgresIndex index = open(settings);
        opened.add(index);
        return index;
    }

    @Override
    public Retriever retriever() {
        return opened(IndexSettings.DEFAULT);
    }

    @Override
    public Query query() {
        return Query.of("How long can a card payment be disputed?", 3);
    }

    @Override
    public Stream<Retriever> changedRetrievers() {
        return Stream.of(
                opened(IndexSettings.DEFAULT.withCandidates(7)),
                opened(IndexSettings.DEFAULT.withFusion(new Fusion.ReciprocalRank(60))),
                opened(IndexSettings.DEFAULT.withBm25(new IndexSettings.Bm25(1.5, 0.5))));
    }
}
