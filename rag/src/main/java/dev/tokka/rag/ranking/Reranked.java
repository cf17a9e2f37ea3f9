// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.Reranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** See {@link Refined#reranked}. */
record Reranked(Retriever retriever, Reranker reranker, int depth) implements Retriever {

    /** How many passages are read between two looks at the deadline. */
    private static final int BATCH = 16;

    Reranked {
        Checks.requireAtLeast(1, depth, "passages");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Passage> found = Search.deep(retriever, query, depth, "rerank");
        List<Passage> scored = new ArrayList<>();
        for (int start = 0; start < found.size(); start += BATCH) {
            List<Passage> batch = found.subList(start, Math.min(found.size(), start + BATCH));
            double[] scores = reranker.score(
                    query.text(), batch.stream().map(Passage::text).toList());
            for (int i = 0; i < batch.size(); i++) {
                scored.add(Search.scored(batch.get(i), scores[i]));
            }
            query.checkpoint("rerank");
        }
        scored.sort(Comparator.comparingDouble(Passage::score).reversed());
        return Search.cut(scored, query);
    }

    @Override
    public Description describe() {
        return Description.of("reranked")
                .with("depth", depth)
                .withPart(retriever.describe())
                .withPart(reranker.describe());
    }

    @Override
    public String toString() {
        return "reranked(" + retriever + ", " + depth + ")";
    }
}
