// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.Description;
import dev.tokka.Endpoint;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Sending;
import dev.tokka.rag.Documents;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.DocumentIngestion;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexChange;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.store.Capabilities.Promise;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Documents in a PostgreSQL database, found by their words and by their meaning.
 *
 * <p>Words are ranked by BM25 in SQL over the terms of the embedded index; meaning by the extension {@code vector} where
 * the database has it, else by reading the vector of every passage that the query may find, which suits some ten thousand
 * passages. Rights and filters are conditions of both queries. A commit of an ingestion is one transaction.
 *
 * <pre>{@code
 * try (PostgresIndex index = PostgresIndex.open(dataSource, encoder, IndexSettings.DEFAULT)) {
 *     index.ingest(Path.of("handbook"));
 *     List<Passage> passages = index.retrieve(Query.of("When is the cut-off for transfers?", 5));
 * }
 * }</pre>
 *
 * <p>The tables are made in the first schema of the connection's search path, one index in a schema. An ingestion holds an
 * advisory lock of its session, so that the data source must not be a pool that shares sessions between transactions.
 *
 * <p>Safe for use by many threads. Closing closes neither the data source nor the encoder; a call after closing throws
 * {@link IllegalStateException}.
 */
public final class PostgresIndex implements Retriever, Documents, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final PostgresSessions sessions;
    private final Optional<Encoder> encoder;
    private final IndexSettings settings;
    private final boolean vectors;
    private final Sending sending;
    private final PostgresSearch search;
    private final Words words;

    private PostgresIndex(
            PostgresSessions sessions, Optional<Encoder> encoder, PostgresSearch search, Sending sending) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.settings = search.settings();
        this.vectors = search.hasVectors();
        this.sending = sending;
        this.words = new Words(settings.analysis().vocabulary());
        this.search = search;
    }

    /**
     * Opens the index in a database, and makes its tables where they are missing.
     *
     * @throws dev.tokka.rag.index.IncompatibleIndexException if the index was written with another encoder, chunker,
     *     schema of metadata or words of a vocabulary
     * @throws dev.tokka.rag.index.IndexStorageException if the database cannot be reached or the tables cannot be made
     */
    public static PostgresIndex open(DataSource database, Encoder encoder, IndexSettings settings) {
        return open(database, Optional.of(encoder), settings);
    }

    /** Opens an index that ranks by words only; else as {@link #open}. */
    public static PostgresIndex openLexical(DataSource database, IndexSettings settings) {
        return open(database, Optional.empty(), settings);
    }

    private static PostgresIndex open(DataSource database, Optional<Encoder> encoder, IndexSettings settings) {
        Manifest.requirePlainQueries(requireNonNull(settings, "settings"), "PostgreSQL");
        PostgresSessions sessions =
                new PostgresSessions(requireNonNull(database, "database"), new StoreCalls("postgres", TIMEOUT));
        Map<String, String> expected = Manifest.of(encoder, settings);
        boolean vectors = sessions.change("opening", connection -> {
            boolean extension = PostgresSchema.hasVectors(connection) && encoder.isPresent();
            PostgresSchema.create(
                    connection, extension, encoder.map(Encoder::dimension).orElse(1));
            Map<String, String> found = PostgresSchema.manifest(connection);
            if (found.isEmpty()) {
                PostgresSchema.putAll(connection, expected);
                PostgresSchema.put(connection, "contents", IndexChange.contents(new TreeMap<>()));
                PostgresSchema.put(connection, "vectors", String.valueOf(extension));
                return extension;
            }
            Manifest.requireSame(expected, found, "the database");
            return Boolean.parseBoolean(found.get("vectors"));
        });
        return new PostgresIndex(sessions, encoder, new PostgresSearch(settings, vectors), Sending.unknown());
    }

    /**
     * Returns this index, whose server is at {@code endpoint}, which an egress policy asks for. Both are one: closing one closes
     * the other.
     */
    public PostgresIndex at(Endpoint endpoint) {
        return new PostgresIndex(sessions, encoder, search, Sending.to(endpoint));
    }

    /** Makes this index mirror a folder, telling nobody; see the method with a listener. */
    public IngestReport ingest(Path documents) {
        return ingest(documents, IngestListener.NONE);
    }

    /**
     * Makes this index mirror the folder {@code documents}, as the embedded index does.
     *
     * @throws dev.tokka.rag.document.DocumentException if the folder is missing or holds no document that can be read
     * @throws dev.tokka.rag.index.IndexException if the database cannot be written, or somebody else is writing
     * @throws dev.tokka.ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public IngestReport ingest(Path documents, IngestListener listener) {
        return ingest(ingestion -> ingestion.mirroring(documents, listener));
    }

    /** Adds {@code documents}, each in the place of an earlier one with its id; fails as the method for folders does. */
    public IngestReport ingest(List<SourceDocument> documents, IngestListener listener) {
        return ingest(ingestion -> ingestion.adding(documents, listener));
    }

    private IngestReport ingest(Function<DocumentIngestion, DocumentIngestion.Work> task) {
        Description server = sending.describe(Description.of("postgres"));
        DocumentIngestion.Work work = task.apply(new DocumentIngestion(settings, encoder).into(List.of(server)));
        return sessions.write(connection -> work.on(new PostgresChange(connection, words, vectors)));
    }

    /**
     * Removes the document {@code id} with its passages, terms and vectors, and lets the database reuse their place. Not
     * removed are the database's own log, replicas that lag behind, and backups.
     *
     * @return whether there was one
     * @throws dev.tokka.rag.index.IndexException if the database cannot be written, or somebody else is writing
     */
    public boolean forget(String id) {
        boolean there = sessions.write(connection -> {
            PostgresChange change = new PostgresChange(connection, words, vectors);
            boolean known = change.known().containsKey(id);
            change.remove(id);
            change.commit();
            return known;
        });
        sessions.vacuum();
        return there;
    }

    /**
     * {@inheritDoc}
     *
     * <p>At most as many passages as the two rankings have candidates, whatever the limit. Both rankings see the same
     * state of the database.
     *
     * @throws dev.tokka.QuestionRejectedException if the query is too long, or its filter does not fit the schema
     * @throws dev.tokka.PolicyViolationException if tenants are required and the query names none
     */
    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("postgres");
        sending.require(query, "postgres");
        Asker asker = Asker.of(query.attributes(), settings.labeling());
        List<Words.Weighted> terms = words.query(query.text());
        Optional<float[]> vector = encoder.filter(e -> e.covers(Language.of(query.text())))
                .map(e -> e.encode(Encoder.Role.QUERY, List.of(query.text())).get(0));
        return sessions.read(query.attributes(), connection -> {
            List<Fusion.Hit<Long>> byWords = search.words(terms, asker).list(connection, PostgresSearch::hit);
            List<Fusion.Hit<Long>> byMeaning = vector.isEmpty()
                    ? List.of()
                    : search.meaning(vector.get(), asker).list(connection, PostgresSearch::hit);
            return best(connection, byWords, byMeaning, query.limit());
        });
    }

    private List<Passage> best(
            Connection connection, List<Fusion.Hit<Long>> byWords, List<Fusion.Hit<Long>> byMeaning, int limit)
            throws SQLException {
        // The order in which the rankings have them does not depend on when they were written.
        Map<Long, Integer> order = new HashMap<>();
        byWords.forEach(hit -> order.putIfAbsent(hit.key(), order.size()));
        byMeaning.forEach(hit -> order.putIfAbsent(hit.key(), order.size()));
        List<Fusion.Hit<Long>> ranked = settings.fusion()
                .fuse(byWords, byMeaning, Comparator.comparing(id -> Objects.requireNonNull(order.get(id))));
        List<Fusion.Hit<Long>> best = ranked.subList(0, Math.min(limit, ranked.size()));
        Map<Long, StoredPassage> read = PostgresSearch.read(
                connection, best.stream().map(Fusion.Hit::key).toList());
        List<Passage> passages = new ArrayList<>();
        for (Fusion.Hit<Long> hit : best) {
            passages.add(Objects.requireNonNull(read.get(hit.key())).passage(hit.score()));
        }
        return List.copyOf(passages);
    }

    /** {@inheritDoc} What the asker's filter leaves out is not found either. */
    @Override
    public List<Passage> passages(String document, Attributes asker) {
        sending.require(asker, "postgres");
        Asker who = Asker.of(asker, settings.labeling());
        return sessions.read(
                asker,
                connection -> PostgresSearch.read(connection, document, who).stream()
                        .map(passage -> passage.passage(0))
                        .toList());
    }

    /** Returns the text of the document {@code id}; empty if there is none that {@code asker} may find. */
    @Override
    public Optional<String> text(String id, Attributes asker) {
        sending.require(asker, "postgres");
        Asker who = Asker.of(asker, settings.labeling());
        return sessions.read(
                asker,
                connection -> SqlText.of(
                                "SELECT d.body FROM tokka_document d WHERE d.key = ? AND ", PostgresChange.key(id))
                        .addCondition(who)
                        .list(connection, row -> Exact.read(row.getString(1)))
                        .stream()
                        .findFirst());
    }

    /** Returns the ids of all documents, sorted by character. For administrators: rights are not asked. */
    public List<String> documents() {
        return sessions.read(
                Attributes.NONE,
                connection ->
                        SqlText.of("SELECT id FROM tokka_document")
                                .list(connection, row -> Exact.read(row.getString(1)))
                                .stream()
                                .sorted()
                                .toList());
    }

    /** Returns what identifies the contents: equal for equal documents with equal labels. */
    public String snapshot() {
        return sessions.read(
                Attributes.NONE,
                connection -> PostgresSchema.manifest(connection).getOrDefault("contents", "none"));
    }

    /** Returns which promises this index keeps in its database. */
    public Capabilities capabilities() {
        return capabilities(encoder.isPresent(), vectors);
    }

    static Capabilities capabilities(boolean encoder, boolean vectors) {
        Map<Promise, String> lacking = new HashMap<>();
        lacking.put(Promise.LOSS_OF_A_MACHINE, "as the database is replicated; not the index's part");
        if (!encoder) {
            lacking.put(Promise.MEANING, "opened without an encoder");
        }
        if (!vectors) {
            lacking.put(Promise.VECTOR_INDEX, "the extension vector is absent: every vector is read");
        }
        return Capabilities.lacking(lacking);
    }

    @Override
    public Description describe() {
        Description description = sending.describe(
                Manifest.describe("postgres", snapshot(), settings).with("vectors", vectors ? "hnsw" : "exact"));
        return encoder.map(e -> description.withPart(e.describe())).orElse(description);
    }

    /** Ends searches that go on. Closing twice does nothing more. */
    @Override
    public void close() {
        sessions.close();
    }

    @Override
    public String toString() {
        return "PostgresIndex[" + (vectors ? "hnsw" : "exact") + "]";
    }
}
