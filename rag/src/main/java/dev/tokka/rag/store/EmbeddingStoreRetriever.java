// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Sending;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.DocumentIngestion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IndexStorageException;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.store.Capabilities.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Documents in any {@link EmbeddingStore} of LangChain4j, found by their meaning only.
 *
 * <p>Tenants are part of the search, as LangChain4j's filters can say them. Roles and metadata are checked on what the store
 * gives, and more is asked for until the limit is reached; where {@value #MOST} passages do not suffice the query is
 * refused rather than answered in part. {@link #capabilities} says what is lacking.
 *
 * <p>Safe for use by many threads if the store is. Closing closes neither the store nor the encoder; a call after closing
 * throws {@link IllegalStateException}.
 */
public final class EmbeddingStoreRetriever implements Retriever, AutoCloseable {

    /** How many passages are looked at before a query is refused. */
    static final int MOST = 10_000;

    private final EmbeddingStore<TextSegment> store;
    private final Encoder encoder;
    private final IndexSettings settings;
    private final String name;
    private final Sending sending;
    private final StoreCalls calls;

    /**
     * Creates a retriever.
     *
     * @param name tells the store and its contents from others, for the description; change it when the contents change
     */
    public EmbeddingStoreRetriever(
            EmbeddingStore<TextSegment> store, Encoder encoder, IndexSettings settings, String name) {
        this.sending = Sending.unknown();
        this.calls = new StoreCalls("embedding store", Duration.ofSeconds(30));
        this.store = requireNonNull(store, "store");
        this.encoder = requireNonNull(encoder, "encoder");
        this.settings = Manifest.requirePlainQueries(requireNonNull(settings, "settings"), "an embedding store");
        this.name = requireNonNull(name, "name");
    }

    private EmbeddingStoreRetriever(EmbeddingStoreRetriever other, Sending sending) {
        this.store = other.store;
        this.encoder = other.encoder;
        this.settings = other.settings;
        this.name = other.name;
        this.calls = other.calls;
        this.sending = requireNonNull(sending, "sending");
    }

    /**
     * Returns this retriever, whose store sends what it is asked so, which an egress policy asks for. Both are one: closing one
     * closes the other. Default: unknown.
     */
    public EmbeddingStoreRetriever sending(Sending newSending) {
        return new EmbeddingStoreRetriever(this, newSending);
    }

    /**
     * Adds {@code documents}, each in the place of an earlier one with its id, if the store can remove by metadata. The
     * change of a document is two writes: a search between them does not find it. As the store does not say what it holds,
     * every document is written, and the report calls it added.
     *
     * @throws IndexStorageException if the store fails, or cannot remove by metadata
     * @throws dev.tokka.PolicyViolationException if a document may not be sent, as the settings say
     */
    public IngestReport ingest(List<SourceDocument> documents, IngestListener listener) {
        DocumentIngestion ingestion = new DocumentIngestion(settings, Optional.of(encoder)).into(List.of(store()));
        try {
            return ingestion.adding(documents, listener).on(new EmbeddingStoreChange(store));
        } catch (IOException e) {
            throw new IndexStorageException("embedding store: " + e.getMessage(), null);
        }
    }

    /**
     * Removes the document {@code id}.
     *
     * @throws IndexStorageException if the store fails, or cannot remove by metadata
     */
    public void forget(String id) {
        try {
            new EmbeddingStoreChange(store).remove(id);
        } catch (IOException e) {
            throw new IndexStorageException("embedding store: " + e.getMessage(), null);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.tokka.QuestionRejectedException if the query is too long, or its filter does not fit the schema
     * @throws dev.tokka.PolicyViolationException if tenants are required and the query names none
     */
    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("embedding store");
        sending.require(query, "embedding store");
        Asker asker = Asker.of(query.attributes(), settings.labeling());
        float[] vector =
                encoder.encode(Encoder.Role.QUERY, List.of(query.text())).get(0);
        return calls.run(query.attributes(), () -> search(query, asker, vector), () -> {});
    }

    private List<Passage> search(Query query, Asker asker, float[] vector) {
        int limit = Math.min(query.limit(), settings.candidates());
        for (int asked = Math.max(settings.candidates(), limit); ; asked = Math.min(MOST, asked * 4)) {
            List<EmbeddingMatch<TextSegment>> matches = matches(asker, vector, asked);
            List<Passage> passages = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (EmbeddingMatch<TextSegment> match : matches) {
                if (passages.size() < limit && StoredSegment.isFor(match.embedded(), query.attributes())) {
                    Passage passage = StoredSegment.read(match.embedded()).passage(match.score());
                    if (ids.add(passage.id())) {
                        passages.add(passage);
                    }
                }
            }
            if (passages.size() == limit || matches.size() < asked) {
                return List.copyOf(passages);
            }
            if (asked >= MOST) {
                throw new ModelUnavailableException(
                        ModelUnavailableException.Reason.TOO_LARGE,
                        "embedding store: expected " + limit + " passages for the asker among the nearest " + MOST
                                + " but there are " + passages.size());
            }
        }
    }

    private List<EmbeddingMatch<TextSegment>> matches(Asker asker, float[] vector, int asked) {
        Set<String> tenants = new HashSet<>(Set.of(StoredSegment.ALL));
        asker.tenant().map(Exact::term).ifPresent(tenants::add);
        try {
            return store.search(EmbeddingSearchRequest.builder()
                            .queryEmbedding(Embedding.from(vector))
                            .maxResults(asked)
                            .filter(MetadataFilterBuilder.metadataKey(StoredSegment.TENANT)
                                    .isIn(tenants))
                            .build())
                    .matches();
        } catch (UnsupportedFeatureException e) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.CONFIGURATION,
                    "embedding store: expected one that filters by metadata but it does not");
        } catch (ModelUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.PROVIDER,
                    "embedding store: expected passages but it failed with "
                            + e.getClass().getName());
        }
    }

    /** Returns which promises are kept, whatever the store. */
    public Capabilities capabilities() {
        return Capabilities.lacking(Map.ofEntries(
                Map.entry(Promise.WORDS, "by meaning only"),
                Map.entry(Promise.VECTOR_INDEX, "as the store says"),
                Map.entry(Promise.ACCESS, "tenants inside the search, roles checked after it or refused"),
                Map.entry(Promise.FILTERS, "checked after the search, or refused"),
                Map.entry(Promise.WHOLE_DOCUMENTS, "a document that changes is missing or half there for a moment"),
                Map.entry(Promise.DURABLE, "as the store says"),
                Map.entry(Promise.ONE_WRITER, "not refused"),
                Map.entry(Promise.MIRRORING, "LangChain4j's stores do not list what they hold"),
                Map.entry(Promise.SNAPSHOTS, "by the name that the application gives"),
                Map.entry(Promise.LOSS_OF_A_MACHINE, "as the store says")));
    }

    private Description store() {
        return sending.describe(Description.of("embedding-store"));
    }

    @Override
    public Description describe() {
        return store().with("name", name)
                .with("chunker", settings.chunker())
                .with("candidates", settings.candidates())
                .with("labels", settings.labeling().schema().types())
                .with("tenants", settings.labeling().tenantRequired())
                .withPart(encoder.describe());
    }

    /** Ends searches that go on. Closing twice does nothing more. */
    @Override
    public void close() {
        calls.close();
    }

    @Override
    public String toString() {
        return "EmbeddingStoreRetriever[" + name + "]";
    }
}
