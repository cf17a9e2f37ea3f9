// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.RankFusion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** See {@link Refined#union}. */
record Union(List<Retriever> retrievers, int depth) implements Retriever {

    Union {
        retrievers = List.copyOf(retrievers);
        if (retrievers.isEmpty()) {
            throw new IllegalArgumentException("retrievers must hold at least one but are empty");
        }
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<List<Passage>> rankings = new ArrayList<>();
        for (Retriever retriever : retrievers) {
            rankings.add(Search.deep(retriever, query, depth, "union"));
        }
        return Search.cut(RankFusion.reciprocal(rankings), query);
    }

    @Override
    public Description describe() {
        Description description = Description.of("union").with("depth", depth);
        for (Retriever retriever : retrievers) {
            description = description.withPart(retriever.describe());
        }
        return description;
    }

    @Override
    public String toString() {
        return retrievers.stream().map(Object::toString).collect(Collectors.joining(", ", "union(", ")"));
    }
}
