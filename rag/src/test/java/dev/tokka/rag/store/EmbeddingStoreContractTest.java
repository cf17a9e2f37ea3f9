// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.testkit.RetrieverContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of retrievers on LangChain4j's store in memory. */
class EmbeddingStoreContractTest implements RetrieverContract {

    private final List<EmbeddingStoreRetriever> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(EmbeddingStoreRetriever::close);
    }

    private EmbeddingStoreRetriever opened(IndexSettings settings, String name) {
        EmbeddingStoreRetriever retriever =
                new EmbeddingStoreRetriever(new InMemoryEmbeddingStore<>(), new HashEncoder(), settings, name);
        opened.add(retriever);
        retriever.ingest(Samples.documents(), IngestListener.NONE);
        return retriever;
    }

    @Override
    public Retriever retriever() {
        return opened(IndexSettings.DEFAULT, "bank");
    }

    @Override
    public Query query() {
        return Query.of("How long can a card payment be disputed?", 3);
    }

    @Override
    public Stream<Retriever> changedRetrievers() {
        return Stream.of(
                opened(IndexSettings.DEFAULT.withCandidates(7), "bank"), opened(IndexSettings.DEFAULT, "bank 2"));
    }

    /** A query is refused rather than answered in part where too many nearer passages are for others. */
    @Test
    void aQueryThatTheNearestPassagesDoNotSufficeForIsRefused() {
        IndexSettings lines = IndexSettings.DEFAULT.withChunker(StructureChunker.ofCharacters(30));
        EmbeddingStoreRetriever retriever = opened(lines, "bank");
        Labels clerks = new Labels(Metadata.NONE, Access.EVERYBODY.forRoles("clerk"));
        List<SourceDocument> many = new ArrayList<>();
        for (int i = 0; i * 1_000 <= EmbeddingStoreRetriever.MOST; i++) {
            String text = "A dispute of a card payment.\n\n".repeat(1_000);
            many.add(SourceDocument.plainText("d" + i, text).withLabels(clerks));
        }
        retriever.ingest(many, IngestListener.NONE);
        Query query = Query.of("dispute of a card payment", 3);
        Attributes clerk = Attributes.NONE.with(Caller.KEY, new Caller("c", Set.of("clerk")));

        assertThatThrownBy(() -> retriever.retrieve(query))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(ModelUnavailableException.Reason.TOO_LARGE))
                .hasMessageNotContaining("card");
        assertThat(retriever.retrieve(new Query(query.text(), 3, clerk))).hasSize(3);
    }
}
