// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How good a ranking of documents is, as trec_eval and BEIR compute it. */
final class RankingMetrics {

    private RankingMetrics() {}

    /**
     * Returns the normalized discounted cumulative gain of the first {@code depth} documents.
     *
     * <pre>{@code
     * DCG  = sum over ranks r from 1 to depth of gain(r) / log2(r + 1)
     * nDCG = DCG of the ranking / DCG of the best possible one
     * }</pre>
     *
     * @param ranking ids of documents, best first, none twice
     * @param gains the gain of each relevant document by its id; the others gain nothing
     * @return from 0 to 1; 0 if nothing is relevant
     * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin and Kekäläinen (2002), Cumulated gain-based
     *     evaluation of IR techniques</a>
     */
    static double ndcg(List<String> ranking, Map<String, Integer> gains, int depth) {
        double best =
                dcg(gains.values().stream().sorted(Comparator.reverseOrder()).toList(), depth);
        double found = dcg(ranking.stream().map(id -> gains.getOrDefault(id, 0)).toList(), depth);
        return best == 0 ? 0 : found / best;
    }

    private static double dcg(List<Integer> gains, int depth) {
        double sum = 0;
        for (int rank = 1; rank <= Math.min(depth, gains.size()); rank++) {
            sum += gains.get(rank - 1) * Math.log(2) / Math.log(rank + 1);
        }
        return sum;
    }

    /** Returns the share of the relevant documents among the first {@code depth}; 0 if nothing is relevant. */
    static double recall(List<String> ranking, Map<String, Integer> gains, int depth) {
        long relevant = gains.values().stream().filter(gain -> gain > 0).count();
        long found = ranking.stream()
                .limit(depth)
                .filter(id -> gains.getOrDefault(id, 0) > 0)
                .count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }
}
