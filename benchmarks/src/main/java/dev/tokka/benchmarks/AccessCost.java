// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Attributes;
import dev.tokka.Query;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.index.VectorSettings;
import dev.tokka.rag.metadata.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Searches the index of many passages for callers who may find all or few of them, and with a filter, query by query in
 * turn.
 *
 * @param data what to search, and for what
 */
record AccessCost(ScaleData data) {

    /** The name of what is measured with a filter of metadata instead of a role. */
    static final String FILTER = "filter";

    private static final int ROUNDS = 3;

    /** One kind of asker: who asks query {@code number}, what it took, and what was found. */
    private record Asker(int parts, boolean byFilter, Stopwatch watch, List<List<Integer>> found) {

        Asker(int parts, boolean byFilter) {
            this(parts, byFilter, new Stopwatch(), new ArrayList<>());
        }

        Attributes attributes(int number) {
            int part = number % parts;
            return byFilter
                    ? ScaleSearch.caller(0, 1).with(Filter.KEY, Filter.equal(ScaleCorpus.KEY, String.valueOf(part)))
                    : ScaleSearch.caller(part, parts);
        }

        String name() {
            return byFilter ? FILTER : String.valueOf(parts);
        }
    }

    /** Measures in this process. */
    Readings measure() throws IOException {
        Map<String, Double> values = new TreeMap<>();
        measure("dense", new Fusion.Convex(1), values);
        measure("hybrid", IndexSettings.DEFAULT.fusion(), values);
        return new Readings(values);
    }

    private void measure(String name, Fusion fusion, Map<String, Double> values) throws IOException {
        ScaleData.Queries queries = data.queries();
        List<Asker> askers = new ArrayList<>();
        ScaleCorpus.DIVISIONS.forEach(parts -> askers.add(new Asker(parts, false)));
        askers.add(new Asker(100, true));
        VectorSettings.Precision precision = VectorSettings.Precision.FLOAT;
        try (LuceneIndex index =
                LuceneIndex.open(data.index(precision), queries.encoder(), ScaleData.settings(precision, fusion))) {
            for (int round = 0; round <= ROUNDS; round++) {
                round(index, queries.texts(), askers, round);
                if (round == 0) {
                    askers.forEach(asker -> asker.watch().reset());
                }
            }
        }
        ExactNeighbors exact = data.exact();
        for (Asker asker : askers) {
            values.put(name + " " + asker.name() + " p50", asker.watch().p50());
            values.put(name + " " + asker.name() + " cpu", asker.watch().cpuP50());
            values.put(name + " " + asker.name() + " recall", exact.recall(asker.parts(), asker.found()));
        }
    }

    /** Asks every query once for each asker, who asks first in turn. */
    private static void round(LuceneIndex index, List<String> texts, List<Asker> askers, int round) {
        askers.forEach(asker -> asker.found().clear());
        for (int i = 0; i < texts.size(); i++) {
            for (int j = 0; j < askers.size(); j++) {
                Asker asker = askers.get((i + j + round) % askers.size());
                Query query = new Query(texts.get(i), ExactNeighbors.COUNT, asker.attributes(i));
                asker.found().add(ScaleSearch.numbers(asker.watch().time(() -> index.retrieve(query))));
            }
        }
    }
}
