// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** See {@link Refined#fresh}. */
record Fresh(Retriever retriever, int depth, Freshness freshness) implements Retriever {

    Fresh {
        requireNonNull(freshness, "freshness");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Passage> found = Search.deep(retriever, query, depth, "freshness");
        Instant now = freshness.clock().instant();
        double[] relevance = Search.relevance(found);
        List<Passage> scored = new ArrayList<>();
        for (int i = 0; i < relevance.length; i++) {
            double fresh = fresh(found.get(i).source().document(), now);
            double score = (1 - freshness.share()) * relevance[i] + freshness.share() * fresh;
            scored.add(Search.scored(found.get(i), score));
        }
        scored.sort(Comparator.comparingDouble(Passage::score).reversed());
        return Search.cut(scored, query);
    }

    private double fresh(String document, Instant now) {
        Optional<Instant> date = freshness.dates().of(document);
        if (date.isEmpty()) {
            return 0;
        }
        double age = Math.max(0, seconds(Duration.between(date.get(), now)));
        return Math.pow(2, -age / seconds(freshness.halfLife()));
    }

    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }

    @Override
    public Description describe() {
        return Description.of("fresh")
                .with("depth", depth)
                .with("halfLife", freshness.halfLife())
                .with("share", freshness.share())
                .withPart(retriever.describe())
                .withPart(freshness.dates().describe());
    }

    @Override
    public String toString() {
        return "fresh(" + retriever + ", " + freshness.halfLife() + ")";
    }
}
