// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static com.fasterxml.jackson.databind.node.MissingNode.getInstance;
import static dev.tokka.rag.store.OpenSearchJson.object;
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
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.store.Capabilities.Promise;
import dev.tokka.rag.text.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Documents in an OpenSearch cluster, found by their words and by their meaning.
 *
 * <p>Words are ranked by BM25 over the terms of the embedded index, so that the nodes need no plugin for a language; meaning
 * by the plugin {@code k-NN} where the cluster has it. Rights and filters are part of both queries.
 *
 * <pre>{@code
 * try (OpenSearchIndex index = OpenSearchIndex.open(cluster, "handbook", encoder, IndexSettings.DEFAULT)) {
 *     index.ingest(Path.of("handbook"));
 *     List<Passage> passages = index.retrieve(Query.of("When is the cut-off for transfers?", 5));
 * }
 * }</pre>
 *
 * <p>The name is an alias: {@link #rebuild} writes a new index beside the one that is searched and then moves the alias.
 * An ingestion holds a lease of ten minutes, renewed with each commit; a writer that stands still for longer may be
 * overtaken.
 *
 * <p>Safe for use by many threads. Closing closes neither the client of the cluster nor the encoder; a call after closing
 * throws {@link IllegalStateException}.
 */
public final class OpenSearchIndex implements Retriever, Documents, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final OpenSearchAlias alias;
    private final Optional<Encoder> encoder;
    private final IndexSettings settings;
    private final List<Sending> nodes;
    private final OpenSearchSearch search;
    private final StoreCalls calls = new StoreCalls("opensearch", TIMEOUT);
    private final Words words;

    private OpenSearchIndex(OpenSearchAlias alias, Optional<Encoder> encoder, IndexSettings settings) {
        this.alias = alias;
        this.encoder = encoder;
        this.settings = settings;
        this.nodes = nodes(alias.cluster());
        this.words = new Words(settings.analysis().vocabulary());
        this.search = new OpenSearchSearch(alias.http(), alias.name(), settings);
    }

    /**
     * Opens the index behind the alias {@code name}, and makes it where it is missing.
     *
     * @param name a lower-case letter and up to 62 more of these, digits, {@code -} and {@code _}
     * @throws dev.tokka.rag.index.IncompatibleIndexException if the index was written with another encoder, chunker,
     *     schema of metadata, words of a vocabulary or BM25, or is something else
     * @throws dev.tokka.rag.index.IndexStorageException if the cluster cannot be reached or refuses
     */
    public static OpenSearchIndex open(
            OpenSearchCluster cluster, String name, Encoder encoder, IndexSettings settings) {
        return open(cluster, name, Optional.of(encoder), settings);
    }

    /** Opens an index that ranks by words only; else as {@link #open}. */
    public static OpenSearchIndex openLexical(OpenSearchCluster cluster, String name, IndexSettings settings) {
        return open(cluster, name, Optional.empty(), settings);
    }

    private static OpenSearchIndex open(
            OpenSearchCluster cluster, String name, Optional<Encoder> encoder, IndexSettings settings) {
        Manifest.requirePlainQueries(requireNonNull(settings, "settings"), "OpenSearch");
        settings.egress().ifPresent(egress -> egress.require(described(nodes(cluster)), "opensearch"));
        OpenSearchAlias alias = new OpenSearchAlias(cluster, name, encoder, settings);
        OpenSearchFailures.storing("opening", () -> {
            alias.open();
            return name;
        });
        return new OpenSearchIndex(alias, encoder, settings);
    }

    private static List<Sending> nodes(OpenSearchCluster cluster) {
        return cluster.addresses().stream()
                .map(address -> Sending.to(Endpoint.of(address)))
                .toList();
    }

    private static List<Description> described(List<Sending> nodes) {
        return nodes.stream()
                .map(node -> node.describe(Description.of("opensearch node")))
                .toList();
    }

    /** Makes this index mirror a folder, telling nobody; see the method with a listener. */
    public IngestReport ingest(Path documents) {
        return ingest(documents, IngestListener.NONE);
    }

    /**
     * Makes this index mirror the folder {@code documents}, as the embedded index does.
     *
     * @throws dev.tokka.rag.document.DocumentException if the folder is missing or holds no document that can be read
     * @throws dev.tokka.rag.index.IndexException if the cluster cannot be written, or somebody else is writing
     * @throws dev.tokka.ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public IngestReport ingest(Path documents, IngestListener listener) {
        return ingest(ingestion().mirroring(documents, listener));
    }

    /** Adds {@code documents}, each in the place of an earlier one with its id; fails as the method for folders does. */
    public IngestReport ingest(List<SourceDocument> documents, IngestListener listener) {
        return ingest(ingestion().adding(documents, listener));
    }

    private DocumentIngestion ingestion() {
        return new DocumentIngestion(settings, encoder).into(described(nodes));
    }

    private IngestReport ingest(DocumentIngestion.Work work) {
        return OpenSearchFailures.storing("writing", () -> write(alias.current(), work));
    }

    private IngestReport write(String index, DocumentIngestion.Work work) throws IOException {
        try (OpenSearchWriter writer = alias.writer(index)) {
            IngestReport report = work.on(new OpenSearchChange(writer, words));
            writer.finished();
            return report;
        }
    }

    /**
     * Reads the folder {@code documents} into a new index beside this one, then searches that one and removes the old
     * one. Searches go on meanwhile; fails as {@link #ingest(Path, IngestListener)} does, and this index stays then.
     */
    public IngestReport rebuild(Path documents, IngestListener listener) {
        DocumentIngestion.Work work = ingestion().mirroring(documents, listener);
        return OpenSearchFailures.storing("rebuilding", () -> {
            String before = alias.current();
            try (OpenSearchWriter lease = alias.writer(before)) {
                String next = alias.createNext(before);
                IngestReport report = write(next, work);
                lease.renew();
                alias.move(before, next);
                return report;
            }
        });
    }

    /**
     * Removes the document {@code id} with its passages and vectors, and merges the segments that held them. Not removed
     * are snapshots of the cluster.
     *
     * @return whether there was one
     * @throws dev.tokka.rag.index.IndexException if the cluster cannot be written, or somebody else is writing
     */
    public boolean forget(String id) {
        return OpenSearchFailures.storing("forgetting", () -> {
            String index = alias.current();
            try (OpenSearchWriter writer = alias.writer(index)) {
                OpenSearchChange change = new OpenSearchChange(writer, words);
                boolean known = change.known().containsKey(id);
                change.remove(id);
                change.commit();
                writer.finished();
                alias.http().send("POST", index + "/_forcemerge?only_expunge_deletes=true", getInstance());
                return known;
            }
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>At most as many passages as the two rankings have candidates, whatever the limit.
     *
     * @throws dev.tokka.QuestionRejectedException if the query is too long, or its filter does not fit the schema
     * @throws dev.tokka.PolicyViolationException if tenants are required and the query names none
     */
    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("opensearch");
        nodes.forEach(node -> node.require(query, "opensearch"));
        Asker asker = Asker.of(query.attributes(), settings.labeling());
        List<Words.Weighted> terms = words.query(query.text());
        Optional<float[]> vector = encoder.filter(e -> alias.vectors() && e.covers(Language.of(query.text())))
                .map(e -> e.encode(Encoder.Role.QUERY, List.of(query.text())).get(0));
        return read(
                query.attributes(),
                () -> search.retrieve(new OpenSearchSearch.Wanted(terms, vector, asker, query.limit())));
    }

    private <T> T read(Attributes attributes, OpenSearchFailures.Use<T> use) {
        return calls.run(attributes, () -> OpenSearchFailures.reading(use), () -> {});
    }

    /** {@inheritDoc} What the asker's filter leaves out is not found either. */
    @Override
    public List<Passage> passages(String document, Attributes asker) {
        nodes.forEach(node -> node.require(asker, "opensearch"));
        Asker who = Asker.of(asker, settings.labeling());
        return read(asker, () -> search.passages(document, who));
    }

    /** Returns the text of the document {@code id}; empty if there is none that {@code asker} may find. */
    @Override
    public Optional<String> text(String id, Attributes asker) {
        nodes.forEach(node -> node.require(asker, "opensearch"));
        Asker who = Asker.of(asker, settings.labeling());
        return read(asker, () -> search.text(id, who));
    }

    /** Returns the ids of all documents, sorted. For administrators: rights are not asked. */
    public List<String> documents() {
        return read(
                Attributes.NONE,
                () -> OpenSearchSearch.pages(alias.http(), alias.name(), OpenSearchJson.term("kind", "head")).stream()
                        .map(head ->
                                Exact.read(head.path("source").path("document").asText()))
                        .sorted()
                        .toList());
    }

    /** Returns what identifies the contents: equal for equal documents with equal labels; another one while they change. */
    public String snapshot() {
        return read(
                Attributes.NONE,
                () -> alias.http()
                        .send("POST", alias.name() + "/_mget", object("ids", OpenSearchJson.texts(List.of("meta"))))
                        .path("docs")
                        .path(0)
                        .path("_source")
                        .path("source")
                        .path("contents")
                        .asText("none"));
    }

    /** Returns which promises this index keeps in its cluster. */
    public Capabilities capabilities() {
        return capabilities(
                encoder.isPresent(), alias.vectors(), alias.cluster().replicas());
    }

    static Capabilities capabilities(boolean encoder, boolean vectors, int replicas) {
        Map<Promise, String> lacking = new HashMap<>();
        lacking.put(Promise.ONE_WRITER, "by a lease of ten minutes");
        if (!vectors) {
            String why = encoder ? "the plugin k-NN is absent" : "opened without an encoder";
            lacking.put(Promise.MEANING, why);
            lacking.put(Promise.VECTOR_INDEX, why);
        }
        if (replicas == 0) {
            lacking.put(Promise.LOSS_OF_A_MACHINE, "set up without replicas");
        }
        return Capabilities.lacking(lacking);
    }

    @Override
    public Description describe() {
        Description described =
                Manifest.describe("opensearch", snapshot(), settings).with("vectors", alias.vectors());
        for (Description node : described(nodes)) {
            described = described.withPart(node);
        }
        Description description = described;
        return encoder.map(e -> description.withPart(e.describe())).orElse(description);
    }

    /** Ends searches that go on. Closing twice does nothing more. */
    @Override
    public void close() {
        calls.close();
    }

    @Override
    public String toString() {
        return "OpenSearchIndex[" + alias.name() + ", " + alias.cluster() + "]";
    }
}
