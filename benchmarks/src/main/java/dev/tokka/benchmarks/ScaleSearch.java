// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.index.VectorSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Searches the index of many passages by meaning alone and by both rankings, for a caller who may find everything.
 *
 * @param data what to search, and for what
 * @param precision of the vectors in the index
 */
record ScaleSearch(ScaleData data, VectorSettings.Precision precision) {

    private static final int ROUNDS = 3;

    /** Measures in this process. */
    Readings measure() throws IOException {
        ScaleData.Queries queries = data.queries();
        Map<String, Double> values = new TreeMap<>();
        try (LuceneIndex dense = open(queries, new Fusion.Convex(1))) {
            List<List<Integer>> found = run(dense, queries, "dense", values);
            values.put("dense recall", data.exact().recall(1, found));
            ResidentMemory memory = ResidentMemory.now();
            values.put("rss", memory.total());
            values.put("rss own", memory.own());
            System.gc();
            values.put(
                    "heap",
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 0x1p20);
        }
        try (LuceneIndex hybrid = open(queries, IndexSettings.DEFAULT.fusion())) {
            run(hybrid, queries, "hybrid", values);
        }
        return new Readings(values);
    }

    private LuceneIndex open(ScaleData.Queries queries, Fusion fusion) {
        return LuceneIndex.open(data.index(precision), queries.encoder(), ScaleData.settings(precision, fusion));
    }

    /** Searches for all queries in rounds, of which the first does not count, and returns what was found. */
    private static List<List<Integer>> run(
            LuceneIndex index, ScaleData.Queries queries, String name, Map<String, Double> values) {
        Stopwatch watch = new Stopwatch();
        List<List<Integer>> found = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            found.clear();
            for (String text : queries.texts()) {
                Query query = new Query(text, ExactNeighbors.COUNT, caller(0, 1));
                found.add(numbers(watch.time(() -> index.retrieve(query))));
            }
            if (round == 0) {
                watch.reset();
            }
        }
        values.put(name + " p50", watch.p50());
        values.put(name + " p95", watch.p95());
        values.put(name + " cpu", watch.cpuP50());
        return found;
    }

    /** Returns the attributes of a caller who may find one part of {@code parts}. */
    static Attributes caller(int part, int parts) {
        return Attributes.NONE.with(Caller.KEY, new Caller("clerk", Set.of(ScaleCorpus.role(part, parts))));
    }

    /** Returns the numbers of the passages that were found. */
    static List<Integer> numbers(List<Passage> passages) {
        return passages.stream()
                .map(passage -> ScaleCorpus.number(passage.text()))
                .toList();
    }
}
