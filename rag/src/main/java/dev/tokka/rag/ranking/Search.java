// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.List;

/** What all pieces do: search to a fixed depth, and cut afterwards. */
final class Search {

    private Search() {}

    /** Returns the first {@code depth} passages for {@code query}; checks its deadline before and after. */
    static List<Passage> deep(Retriever retriever, Query query, int depth, String where) {
        requireNonNull(query, "query").checkpoint(where);
        List<Passage> found = retriever.retrieve(new Query(query.text(), depth, query.attributes()));
        query.checkpoint(where);
        return found;
    }

    /** Returns as many of {@code passages} as {@code query} wants. */
    static List<Passage> cut(List<Passage> passages, Query query) {
        return List.copyOf(passages.subList(0, Math.min(query.limit(), passages.size())));
    }

    static Passage scored(Passage passage, double score) {
        return new Passage(passage.id(), passage.text(), passage.source(), score);
    }

    /** Returns the scores, scaled so that the best has 1 and the last 0; all 1 if they are equal. */
    static double[] relevance(List<Passage> passages) {
        double[] relevance = new double[passages.size()];
        for (int i = 0; i < relevance.length; i++) {
            double best = passages.get(0).score();
            double last = passages.get(relevance.length - 1).score();
            // Halved, because the difference of two finite numbers need not be finite.
            double range = best / 2 - last / 2;
            relevance[i] = range > 0 ? Math.min(1, (passages.get(i).score() / 2 - last / 2) / range) : 1;
        }
        return relevance;
    }
}
