// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.ScoreDoc;

/** Fuses two rankings of Lucene into one. */
final class Ranking {

    private Ranking() {}

    /** Returns the fused ranking of document numbers, best first, equal scores in the order of the index. */
    static List<Fusion.Hit<Integer>> fuse(ScoreDoc[] words, ScoreDoc[] meaning, Fusion fusion) {
        return fusion.fuse(hits(words), hits(meaning), Comparator.naturalOrder());
    }

    private static List<Fusion.Hit<Integer>> hits(ScoreDoc[] ranking) {
        List<Fusion.Hit<Integer>> hits = new ArrayList<>(ranking.length);
        for (ScoreDoc hit : ranking) {
            hits.add(new Fusion.Hit<>(hit.doc, hit.score));
        }
        return hits;
    }
}
