// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Attributes;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexException;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ingestions that lose their session or their server on the way. */
class PostgresCrashTest {

    private static final int DOCUMENTS = 600;

    private PostgresServer server;
    private String schema;

    @BeforeEach
    void start() {
        server = PostgresServer.start();
        schema = server.newSchema();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static List<SourceDocument> documents(String said) {
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(SourceDocument.plainText("d" + i, "Rule number " + i + " is " + said + "."));
        }
        return documents;
    }

    private PostgresIndex open(Encoder encoder) {
        return PostgresIndex.open(PostgresServer.source(schema), encoder, IndexSettings.DEFAULT);
    }

    @Test
    void aSessionThatIsEndedLosesWhatWasNotAcknowledgedAndNothingElse() {
        losing(this::endSessions);
    }

    @Test
    void aServerThatCrashesLosesWhatWasNotAcknowledgedAndNothingElse() {
        losing(() -> {
            try {
                server.crash();
                server.restart();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Loses the session in the second of three commits, between the passages of it, and goes on. */
    private void losing(Runnable loss) {
        try (PostgresIndex index = open(new HashEncoder())) {
            index.ingest(documents("old"), IngestListener.NONE);
        }
        List<String> acknowledged = new ArrayList<>();
        try (PostgresIndex index = open(new LosingEncoder(2, loss))) {
            String before = index.snapshot();
            assertThatThrownBy(() ->
                            index.ingest(documents("new"), progress -> acknowledged.addAll(progress.acknowledged())))
                    .isInstanceOf(IndexException.class);

            assertThat(acknowledged).hasSizeBetween(1, DOCUMENTS - 1);
            assertThat(index.snapshot()).isNotEqualTo(before);
            assertThat(index.documents()).hasSize(DOCUMENTS);
            for (SourceDocument each : documents("new")) {
                String said = acknowledged.contains(each.id()) ? "new" : "old";
                assertThat(index.passages(each.id(), Attributes.NONE))
                        .as(each.id())
                        .singleElement()
                        .extracting(Passage::text)
                        .asString()
                        .endsWith("is " + said + ".");
            }

            assertThat(index.ingest(documents("new"), IngestListener.NONE).updated())
                    .as("nobody holds the lock of the lost session")
                    .hasSize(DOCUMENTS - acknowledged.size());
            assertThat(index.retrieve(Query.of("new", 5))).hasSize(5);
            assertThat(index.retrieve(Query.of("old", 100)))
                    .as("no terms of the old version")
                    .noneMatch(passage -> passage.text().contains("old"));
        }
    }

    private void endSessions() {
        try (Connection connection = PostgresServer.source(schema).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
