// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** See {@link Refined#perSource}. */
record PerSource(Retriever retriever, int depth, int most) implements Retriever {

    PerSource {
        Checks.requireAtLeast(1, most, "most");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        Map<String, Integer> counts = new HashMap<>();
        List<Passage> kept = Search.deep(retriever, query, depth, "per source").stream()
                .filter(passage -> counts.merge(passage.source().document(), 1, Integer::sum) <= most)
                .toList();
        return Search.cut(kept, query);
    }

    @Override
    public Description describe() {
        return Description.of("per source")
                .with("depth", depth)
                .with("most", most)
                .withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "perSource(" + retriever + ", " + most + ")";
    }
}
