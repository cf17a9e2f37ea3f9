// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexChange;
import dev.tokka.rag.index.IndexEntry;
import dev.tokka.rag.metadata.Value;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A change of the tables: what is not committed is not there for anybody else, and a crash undoes it. */
final class PostgresChange implements IndexChange {

    private final Connection connection;
    private final Words words;
    private final boolean vectors;
    private final SortedMap<String, String> known = new TreeMap<>();
    private final SortedMap<String, String> digests;

    PostgresChange(Connection connection, Words words, boolean vectors) throws SQLException {
        this.connection = connection;
        this.words = words;
        this.vectors = vectors;
        SqlText.of("SELECT id, digest FROM tokka_document")
                .list(connection, row -> known.put(Exact.read(row.getString(1)), row.getString(2)) == null);
        this.digests = new TreeMap<>(known);
    }

    @Override
    public SortedMap<String, String> known() {
        return Collections.unmodifiableSortedMap(known);
    }

    @Override
    public void put(IndexEntry entry) throws IOException {
        try {
            delete(entry.document().id());
            insert(entry);
            for (int i = 0; i < entry.chunks().size(); i++) {
                insert(entry, i);
            }
        } catch (SQLException e) {
            throw PostgresFailures.io(e);
        }
        digests.put(entry.document().id(), entry.digest());
    }

    @Override
    public void remove(String id) throws IOException {
        try {
            delete(id);
        } catch (SQLException e) {
            throw PostgresFailures.io(e);
        }
        digests.remove(id);
    }

    @Override
    public void commit() throws IOException {
        try {
            PostgresSchema.put(connection, "contents", IndexChange.contents(digests));
            connection.commit();
            begin(connection);
        } catch (SQLException e) {
            throw PostgresFailures.io(e);
        }
    }

    /** Makes commits of the next transaction wait for the disk, whatever the database's default is. */
    static void begin(Connection connection) throws SQLException {
        SqlText.of("SELECT set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit')"
                        + " IN ('off', 'local') THEN 'on' ELSE current_setting('synchronous_commit') END, true)")
                .list(connection, row -> 1);
    }

    static String key(String id) {
        return Digests.sha256(Exact.write(id));
    }

    private void delete(String id) throws SQLException {
        String key = key(id);
        SqlText.of("""
                        UPDATE tokka_statistics s SET passages = s.passages - g.n, terms = s.terms - g.l
                        FROM (SELECT language, count(*) AS n, sum(length) AS l FROM tokka_passage
                            WHERE document = ? AND length > 0 GROUP BY language) g
                        WHERE s.language = g.language""", key).run(connection);
        SqlText.of("DELETE FROM tokka_posting WHERE passage IN (SELECT id FROM tokka_passage WHERE document = ?)", key)
                .run(connection);
        SqlText.of("DELETE FROM tokka_passage WHERE document = ?", key).run(connection);
        SqlText.of("DELETE FROM tokka_document WHERE key = ?", key).run(connection);
    }

    private void insert(IndexEntry entry) throws SQLException {
        SourceDocument document = entry.document();
        List<String> labels = new ArrayList<>();
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        document.labels().metadata().values().forEach((key, value) -> {
            labels.addAll(Exact.labels(key, value));
            if (value instanceof Value.Numeric number) {
                numbers.put(key, number.value());
            } else if (value instanceof Value.Time time) {
                numbers.put(key, time.value().toEpochMilli());
            }
        });
        SqlText.of(
                        "INSERT INTO tokka_document VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
                        key(document.id()),
                        Exact.write(document.id()),
                        entry.digest(),
                        Exact.write(document.text()),
                        document.labels().access().tenant().map(Exact::term),
                        document.labels().access().roles().isPresent()
                                ? SqlText.texts(Exact.terms(
                                        document.labels().access().roles().get()))
                                : Optional.empty(),
                        SqlText.texts(labels),
                        numbers.toString())
                .run(connection);
    }

    private void insert(IndexEntry entry, int ordinal) throws SQLException {
        SourceDocument document = entry.document();
        Chunk chunk = entry.chunks().get(ordinal);
        String language = document.language().tag();
        Map<String, Integer> counts = words.counts(document.language(), IndexEntry.searchedText(document, chunk));
        int length = counts.values().stream().mapToInt(Integer::intValue).sum();
        long passage = SqlText.of(
                        "INSERT INTO tokka_passage (document, ordinal, language, start, body, headings, length, vector)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ",
                        key(document.id()),
                        ordinal,
                        language,
                        chunk.span().start(),
                        Exact.write(chunk.span().of(document.text())),
                        SqlText.texts(
                                chunk.headings().stream().map(Exact::write).toList()),
                        length)
                .add(vectors ? "?::vector" : "?::float4[]", vector(entry, ordinal))
                .add(") RETURNING id")
                .list(connection, row -> row.getLong(1))
                .get(0);
        if (length == 0) {
            return;
        }
        SqlText.of(
                        "INSERT INTO tokka_posting SELECT ?, t, ?, n FROM unnest(?::text[], ?::int[]) AS u (t, n)",
                        language,
                        passage,
                        SqlText.texts(counts.keySet()),
                        new SqlText.Array("int4", List.copyOf(counts.values())))
                .run(connection);
        SqlText.of(
                        "INSERT INTO tokka_statistics AS s VALUES (?, 1, ?) ON CONFLICT (language) DO UPDATE SET"
                                + " passages = s.passages + 1, terms = s.terms + excluded.terms",
                        language,
                        length)
                .run(connection);
    }

    private Object vector(IndexEntry entry, int ordinal) {
        return entry.vectors().isEmpty()
                ? Optional.empty()
                : bound(entry.vectors().get(ordinal), vectors);
    }

    /** Returns {@code vector} as it is bound; the same text for both types of column. */
    static String bound(float[] vector, boolean extension) {
        String numbers = Arrays.toString(vector).replace(" ", "");
        return extension ? numbers : "{" + numbers.substring(1, numbers.length() - 1) + "}";
    }
}
