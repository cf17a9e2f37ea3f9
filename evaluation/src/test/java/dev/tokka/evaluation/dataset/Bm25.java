// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The smallest search that a published figure can be compared with: BM25 with k1 = 1.2 and b = 0.75. */
final class Bm25 {

    private final Function<String, List<String>> terms;
    private final Map<String, Map<String, Integer>> postings = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();

    Bm25(Function<String, List<String>> terms) {
        this.terms = terms;
    }

    /** Returns the pairs of characters that follow each other. */
    static List<String> pairs(String text) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }

    void add(BenchmarkDocument document) {
        List<String> all = terms.apply(document.text());
        lengths.put(document.id(), all.size());
        all.forEach(
                term -> postings.computeIfAbsent(term, key -> new HashMap<>()).merge(document.id(), 1, Integer::sum));
    }

    /** Returns the ids of the documents that fit best, each on a line. */
    String rank(String query, int limit) {
        double mean =
                lengths.values().stream().mapToInt(Integer::intValue).average().orElseThrow();
        Map<String, Double> scores = new HashMap<>();
        for (String term : terms.apply(query)) {
            Map<String, Integer> found = postings.getOrDefault(term, Map.of());
            double weight = Math.log(1 + (lengths.size() - found.size() + 0.5) / (found.size() + 0.5));
            found.forEach((id, count) -> {
                double norm = 1.2 * (0.25 + 0.75 * lengths.getOrDefault(id, 0) / mean);
                scores.merge(id, weight * count * 2.2 / (count + norm), Double::sum);
            });
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .reduce((one, other) -> one + "\n" + other)
                .orElse("none");
    }
}
