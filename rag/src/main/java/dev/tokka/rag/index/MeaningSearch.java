// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** Adds the ranking by meaning to a ranking by words, and lets what both find together move the question. */
final class MeaningSearch {

    private final HybridSearch search;
    private final Optional<Encoder> encoder;
    private final IndexSettings settings;

    MeaningSearch(HybridSearch search, Optional<Encoder> encoder, IndexSettings settings) {
        this.search = search;
        this.encoder = encoder;
        this.settings = settings;
    }

    /**
     * Returns the fused ranking, best first.
     *
     * @param words the ranking by words of what {@code filter} lets through
     */
    List<Fusion.Hit<Integer>> rank(
            IndexSearcher searcher, Query query, ScoreDoc[] words, Optional<org.apache.lucene.search.Query> filter)
            throws IOException {
        Optional<float[]> vector =
                encoder.filter(e -> e.covers(Language.of(query.text()))).map(e -> vector(e, query.text()));
        if (vector.isEmpty()) {
            return Ranking.fuse(words, new ScoreDoc[0], settings.fusion());
        }
        ScoreDoc[] meaning = search.meaning(searcher, vector.get(), filter);
        List<Fusion.Hit<Integer>> ranked = Ranking.fuse(words, meaning, settings.fusion());
        QueryVectors queries = settings.vectors().queries();
        if (!queries.feedsBack() || ranked.isEmpty()) {
            return ranked;
        }
        query.checkpoint("index");
        List<Integer> first = ranked.stream()
                .limit(queries.feedbackPassages())
                .map(Fusion.Hit::key)
                .toList();
        float[] moved = QueryVector.moved(
                vector.get(), VectorFields.read(searcher.getIndexReader(), first), queries.feedbackShare());
        return Ranking.fuse(words, search.meaning(searcher, moved, filter), settings.fusion());
    }

    private float[] vector(Encoder used, String text) {
        double share = settings.vectors().queries().passageShare();
        List<float[]> read = new ArrayList<>();
        // Also with a share of 1: as a query, a text that is too long is refused and not cut.
        read.addAll(used.encode(Encoder.Role.QUERY, List.of(text)));
        if (share == 0) {
            return read.get(0);
        }
        read.addAll(used.encode(Encoder.Role.PASSAGE, List.of(text)));
        return QueryVector.mixed(read.get(0), read.get(1), share);
    }
}
