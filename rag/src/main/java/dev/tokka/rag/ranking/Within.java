// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.ArrayList;
import java.util.List;

/** See {@link Refined#within}. */
record Within(Retriever retriever, int depth, int most, TextMeasure measure) implements Retriever {

    Within {
        Checks.requireAtLeast(1, most, "most");
        requireNonNull(measure, "measure");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Passage> kept = new ArrayList<>();
        int left = most;
        for (Passage passage : Search.deep(retriever, query, depth, "budget")) {
            if (left == 0 || kept.size() == query.limit()) {
                break; // measures no more than it must
            }
            int taken = measure.of(passage.text());
            if (taken <= left) {
                kept.add(passage);
                left -= taken;
            }
        }
        return List.copyOf(kept);
    }

    @Override
    public Description describe() {
        return Description.of("within")
                .with("depth", depth)
                .with("most", most)
                .withPart(retriever.describe())
                .withPart(measure.describe());
    }

    @Override
    public String toString() {
        return "within(" + retriever + ", " + most + " " + measure + ")";
    }
}
