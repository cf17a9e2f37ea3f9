// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of the index; their names are fixed and stand in the first schema of the connection's search path. */
final class PostgresSchema {

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS tokka_index (key text PRIMARY KEY, value text NOT NULL)",
            """
            CREATE TABLE IF NOT EXISTS tokka_document (
                key text COLLATE "C" PRIMARY KEY, id text COLLATE "C" NOT NULL, digest text NOT NULL,
                body text NOT NULL, tenant text COLLATE "C", roles text[], labels text[] NOT NULL,
                numbers jsonb NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS tokka_document_labels ON tokka_document USING gin (labels)",
            """
            CREATE TABLE IF NOT EXISTS tokka_posting (
                language text NOT NULL, term text COLLATE "C" NOT NULL, passage bigint NOT NULL, tf int NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS tokka_posting_term ON tokka_posting (term, language, passage) INCLUDE (tf)",
            "CREATE INDEX IF NOT EXISTS tokka_posting_passage ON tokka_posting (passage)",
            """
            CREATE TABLE IF NOT EXISTS tokka_statistics (
                language text PRIMARY KEY, passages bigint NOT NULL, terms bigint NOT NULL)""");

    private static final String PASSAGES = """
            CREATE TABLE IF NOT EXISTS tokka_passage (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document text COLLATE "C" NOT NULL,
                ordinal int NOT NULL, language text NOT NULL, start int NOT NULL, body text NOT NULL,
                headings text[] NOT NULL, length int NOT NULL, vector %s, UNIQUE (document, ordinal))""";

    private PostgresSchema() {}

    static boolean hasVectors(Connection connection) throws SQLException {
        return !SqlText.of("SELECT 1 FROM pg_extension WHERE extname = 'vector'")
                .list(connection, row -> 1)
                .isEmpty();
    }

    /** Makes the tables that are missing; two that do so at once wait for each other. */
    static void create(Connection connection, boolean vectors, int dimension) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(1953458027)");
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute(PASSAGES.formatted(vectors ? "vector(" + dimension + ")" : "float4[]"));
            if (vectors) {
                statement.execute("CREATE INDEX IF NOT EXISTS tokka_passage_vector ON tokka_passage"
                        + " USING hnsw (vector vector_ip_ops)");
            }
        }
    }

    static SortedMap<String, String> manifest(Connection connection) throws SQLException {
        SortedMap<String, String> manifest = new TreeMap<>();
        SqlText.of("SELECT key, value FROM tokka_index")
                .list(connection, row -> manifest.put(row.getString(1), row.getString(2)) == null);
        return manifest;
    }

    static void put(Connection connection, String key, String value) throws SQLException {
        SqlText.of(
                        "INSERT INTO tokka_index VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                        key,
                        value)
                .run(connection);
    }

    static void putAll(Connection connection, Map<String, String> values) throws SQLException {
        for (Map.Entry<String, String> each : values.entrySet()) {
            put(connection, each.getKey(), each.getValue());
        }
    }
}
