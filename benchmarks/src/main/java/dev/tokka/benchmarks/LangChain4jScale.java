// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same passages and vectors in LangChain4j's store in memory, which looks at all of them.
 *
 * @param data what to search, and for what
 */
record LangChain4jScale(ScaleData data) {

    /** It is slow: fewer queries give the same median. */
    private static final int QUERIES = 100;

    private static final int WARM_UP = 20;
    private static final int BATCH = 1_000;

    /** Measures in this process. */
    Readings measure() throws IOException {
        ScaleData.Queries queries = data.queries();
        ScaleCorpus corpus = data.corpus();
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        Cost build = Cost.of(() -> fill(store, corpus));
        Stopwatch watch = new Stopwatch();
        for (int i = 0; i < Math.min(WARM_UP + QUERIES, queries.texts().size()); i++) {
            if (i == WARM_UP) {
                watch.reset();
            }
            float[] vector = queries.vectors().get(i);
            watch.time(() -> search(store, vector));
        }
        Map<String, Double> values = new TreeMap<>();
        values.put("wall", build.wallSeconds());
        values.put("p50", watch.p50());
        values.put("p95", watch.p95());
        values.put("rss", ResidentMemory.now().total());
        System.gc();
        values.put(
                "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 0x1p20);
        return new Readings(values);
    }

    private static void fill(InMemoryEmbeddingStore<TextSegment> store, ScaleCorpus corpus) {
        for (int start = 0; start < corpus.size(); start += BATCH) {
            List<Embedding> embeddings = new ArrayList<>();
            List<TextSegment> segments = new ArrayList<>();
            for (int i = start; i < Math.min(start + BATCH, corpus.size()); i++) {
                embeddings.add(Embedding.from(corpus.vector(i)));
                segments.add(TextSegment.from(corpus.text(i)));
            }
            store.addAll(embeddings, segments);
        }
    }

    private static EmbeddingSearchResult<TextSegment> search(
            InMemoryEmbeddingStore<TextSegment> store, float[] vector) {
        return store.search(EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(vector))
                .maxResults(ExactNeighbors.COUNT)
                .build());
    }
}
