// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.lucene.search.ScoreDoc;

/** Fuses two rankings into one. */
final class Ranking {

    private Ranking() {}

    /**
     * One passage of the fused ranking.
     *
     * @param doc its number in the reader
     * @param score its fused score
     */
    record Ranked(int doc, double score) {}

    /** Returns the fused ranking, best first, equal scores in the order of the index. */
    static List<Ranked> fuse(ScoreDoc[] words, ScoreDoc[] meaning, Fusion fusion) {
        Map<Integer, Double> scores = new HashMap<>();
        if (fusion instanceof Fusion.ReciprocalRank rrf) {
            addRanks(words, rrf.k(), scores);
            addRanks(meaning, rrf.k(), scores);
        } else if (fusion instanceof Fusion.Convex convex) {
            addScaled(words, 1 - convex.vectorShare(), scores);
            addScaled(meaning, convex.vectorShare(), scores);
        }
        return scores.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::doc))
                .toList();
    }

    private static void addRanks(ScoreDoc[] ranking, int k, Map<Integer, Double> scores) {
        for (int rank = 1; rank <= ranking.length; rank++) {
            scores.merge(ranking[rank - 1].doc, 1.0 / (k + rank), Double::sum);
        }
    }

    private static void addScaled(ScoreDoc[] ranking, double share, Map<Integer, Double> scores) {
        if (ranking.length == 0 || share == 0) {
            return;
        }
        DoubleUnaryOperator scale = scale(ranking[0].score, ranking[ranking.length - 1].score);
        for (ScoreDoc hit : ranking) {
            scores.merge(hit.doc, share * scale.applyAsDouble(hit.score), Double::sum);
        }
    }

    private static DoubleUnaryOperator scale(double best, double last) {
        return best > last ? score -> (score - last) / (best - last) : score -> 1;
    }
}
