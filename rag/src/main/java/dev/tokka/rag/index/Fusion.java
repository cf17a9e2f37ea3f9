// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Checks;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the ranking by words (BM25) and the ranking by meaning (vectors) become one.
 *
 * <p>A passage that one of the two does not find gets nothing from it.
 */
public sealed interface Fusion {

    /**
     * Adds what this gives to the hits of the two rankings, each best first.
     *
     * @param scores gets the fused score of each hit
     */
    <K> void add(List<Hit<K>> words, List<Hit<K>> meaning, Map<K, Double> scores);

    /** Returns the fused ranking, best first, equal scores in the order of {@code ties}. */
    default <K> List<Hit<K>> fuse(List<Hit<K>> words, List<Hit<K>> meaning, Comparator<K> ties) {
        Map<K, Double> scores = new HashMap<>();
        add(words, meaning, scores);
        return scores.entrySet().stream()
                .map(entry -> new Hit<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Hit<K>::score).reversed().thenComparing(Hit::key, ties))
                .toList();
    }

    /**
     * One passage of a ranking.
     *
     * @param <K> what identifies a passage in its store
     * @param key identifies it in its store
     * @param score finite, higher is better
     */
    record Hit<K>(K key, double score) {}

    /**
     * Adds reciprocal ranks, which needs no scale for the scores.
     *
     * <pre>{@code
     * score = 1 / (k + rank by words) + 1 / (k + rank by meaning)
     * }</pre>
     *
     * @param k how little the first ranks stand out; at least 1
     * @see <a href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke and Büttcher (2009), Reciprocal rank fusion
     *     outperforms Condorcet and individual rank learning methods</a>
     */
    record ReciprocalRank(int k) implements Fusion {

        /** Checks the range above. */
        public ReciprocalRank {
            Checks.requireAtLeast(1, k, "k");
        }

        @Override
        public <K> void add(List<Hit<K>> words, List<Hit<K>> meaning, Map<K, Double> scores) {
            addRanks(words, scores);
            addRanks(meaning, scores);
        }

        private <K> void addRanks(List<Hit<K>> ranking, Map<K, Double> scores) {
            for (int rank = 1; rank <= ranking.size(); rank++) {
                scores.merge(ranking.get(rank - 1).key(), 1.0 / (k + rank), Double::sum);
            }
        }
    }

    /**
     * Adds the scores, each scaled so that the best of its ranking has 1 and the last one retrieved 0.
     *
     * <pre>{@code
     * score = vectorShare * vector score + (1 - vectorShare) * word score
     * }</pre>
     *
     * @param vectorShare how much the meaning counts, from 0 (words only) to 1 (meaning only)
     * @see <a href="https://arxiv.org/abs/2210.11934">Bruch, Gai and Ingber (2023), An Analysis of Fusion Functions for
     *     Hybrid Retrieval</a>
     */
    record Convex(double vectorShare) implements Fusion {

        /** Checks the range above. */
        public Convex {
            Checks.requireShare(vectorShare, "vectorShare");
        }

        @Override
        public <K> void add(List<Hit<K>> words, List<Hit<K>> meaning, Map<K, Double> scores) {
            addScaled(words, 1 - vectorShare, scores);
            addScaled(meaning, vectorShare, scores);
        }

        private static <K> void addScaled(List<Hit<K>> ranking, double share, Map<K, Double> scores) {
            if (ranking.isEmpty() || share == 0) {
                return;
            }
            double best = ranking.get(0).score();
            double last = ranking.get(ranking.size() - 1).score();
            for (Hit<K> hit : ranking) {
                double scaled = best > last ? (hit.score() - last) / (best - last) : 1;
                scores.merge(hit.key(), share * scaled, Double::sum);
            }
        }
    }
}
