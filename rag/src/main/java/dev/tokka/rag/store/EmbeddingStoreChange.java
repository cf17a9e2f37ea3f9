// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.tokka.rag.index.IndexChange;
import dev.tokka.rag.index.IndexEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Writes to a store of LangChain4j, which does not say what it holds. */
final class EmbeddingStoreChange implements IndexChange {

    private final EmbeddingStore<TextSegment> store;

    EmbeddingStoreChange(EmbeddingStore<TextSegment> store) {
        this.store = store;
    }

    @Override
    public SortedMap<String, String> known() {
        return Collections.emptySortedMap();
    }

    @Override
    public void put(IndexEntry entry) throws IOException {
        remove(entry.document().id());
        List<Embedding> embeddings = new ArrayList<>();
        List<TextSegment> segments = new ArrayList<>();
        for (int i = 0; i < entry.vectors().size(); i++) {
            embeddings.add(Embedding.from(entry.vectors().get(i)));
            segments.add(StoredSegment.write(entry, i));
        }
        if (segments.isEmpty()) {
            return;
        }
        try {
            store.addAll(embeddings, segments);
        } catch (RuntimeException e) {
            throw new IOException(
                    "expected passages to be added but got " + e.getClass().getName());
        }
    }

    @Override
    public void remove(String id) throws IOException {
        try {
            store.removeAll(MetadataFilterBuilder.metadataKey(StoredSegment.KEY).isEqualTo(PostgresChange.key(id)));
        } catch (RuntimeException e) {
            throw new IOException("expected a store that removes by metadata but got "
                    + e.getClass().getName());
        }
    }

    @Override
    public void commit() {}
}
