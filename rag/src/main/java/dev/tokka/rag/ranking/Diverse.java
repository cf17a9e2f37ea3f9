// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** See {@link Refined#diverse}. */
record Diverse(Retriever retriever, int depth, double lambda, Similarity similarity) implements Retriever {

    Diverse {
        Checks.requireShare(lambda, "lambda");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Passage> found = Search.deep(retriever, query, depth, "diversity");
        Similarity.Compared compared = similarity.compare(found, query);
        double[] relevance = Search.relevance(found);
        double[] repeated = new double[found.size()]; // how alike each is to the most similar one chosen
        List<Integer> left = IntStream.range(0, found.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        List<Passage> chosen = new ArrayList<>();
        while (!left.isEmpty() && chosen.size() < query.limit()) {
            query.checkpoint("diversity");
            int best = left.get(0);
            for (int each : left) {
                if (value(relevance[each], repeated[each]) > value(relevance[best], repeated[best])) {
                    best = each;
                }
            }
            chosen.add(Search.scored(found.get(best), value(relevance[best], repeated[best])));
            left.remove((Integer) best);
            for (int each : left) {
                repeated[each] = Math.max(repeated[each], compared.of(best, each));
            }
        }
        return List.copyOf(chosen);
    }

    /** Never grows while passages are chosen, so that the scores are in order. */
    private double value(double relevance, double repeated) {
        return lambda * relevance - (1 - lambda) * repeated;
    }

    @Override
    public Description describe() {
        return Description.of("diverse")
                .with("depth", depth)
                .with("lambda", lambda)
                .withPart(retriever.describe())
                .withPart(similarity.describe());
    }

    @Override
    public String toString() {
        return "diverse(" + retriever + ", " + lambda + ")";
    }
}
