// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.tokka.Attributes;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import java.util.List;

/** Who finds what, on LangChain4j's store in memory. What it lacks is in {@link EmbeddingStoreRetriever#capabilities}. */
class EmbeddingStoreRulesTest extends StoreRules {

    @Override
    protected boolean givesDocuments() {
        return false;
    }

    @Override
    protected Store open(IndexSettings settings) {
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreRetriever retriever = new EmbeddingStoreRetriever(store, new HashEncoder(), settings, "rules");
        return new Store() {

            @Override
            public IngestReport ingest(List<SourceDocument> documents) {
                return retriever.ingest(documents, IngestListener.NONE);
            }

            @Override
            public List<Passage> retrieve(Query query) {
                return retriever.retrieve(query);
            }

            @Override
            public List<Passage> passages(String document, Attributes asker) {
                throw new UnsupportedOperationException("stores of LangChain4j do not list what they hold");
            }

            @Override
            public void remove(String id) {
                retriever.forget(id);
            }

            @Override
            public List<String> documents() {
                return store
                        .search(EmbeddingSearchRequest.builder()
                                .queryEmbedding(Embedding.from(new float[] {1, 0, 0, 0, 0, 0, 0, 0}))
                                .maxResults(1_000)
                                .build())
                        .matches()
                        .stream()
                        .map(match -> StoredSegment.read(match.embedded()).document())
                        .distinct()
                        .toList();
            }

            @Override
            public void close() {
                retriever.close();
            }
        };
    }
}
