// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.Documents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link Refined#joined}. */
record Joined(Retriever retriever, Documents documents, int depth) implements Retriever {

    Joined {
        requireNonNull(documents, "documents");
        Checks.requireAtLeast(1, depth, "passages");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Region> regions = new ArrayList<>();
        Map<String, Optional<String>> texts = new HashMap<>();
        for (Passage passage : Search.deep(retriever, query, depth, "join")) {
            query.checkpoint("join");
            Optional<String> text = texts.computeIfAbsent(
                    passage.source().document(), document -> documents.text(document, query.attributes()));
            Region.add(regions, new Region(passage), Region.Gap.BLANK, text);
        }
        return Search.cut(regions.stream().map(Region::passage).toList(), query);
    }

    @Override
    public Description describe() {
        return Description.of("joined").with("depth", depth).withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "joined(" + retriever + ", " + depth + ")";
    }
}
