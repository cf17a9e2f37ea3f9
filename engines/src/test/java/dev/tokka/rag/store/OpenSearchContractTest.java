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

class OpenSearchContractTest implements RetrieverContract {

    private static OpenSearchServer server;
    private static String name;

    private final List<OpenSearchIndex> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = OpenSearchServer.start();
        name = server.newName();
        try (OpenSearchIndex index = open(IndexSettings.DEFAULT)) {
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
        opened.forEach(OpenSearchIndex::close);
    }

    private static OpenSearchIndex open(IndexSettings settings) {
        return OpenSearchIndex.open(
                server.cluster(java.net.http.HttpClient.newHttpClient()), name, new HashEncoder(), settings);
    }

    private OpenSearchIndex opened(IndexSettings settings) {
        OpenSearchIndex index = open(settings);
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
                opened(IndexSettings.DEFAULT.withFusion(new Fusion.ReciprocalRank(60))));
    }
}
