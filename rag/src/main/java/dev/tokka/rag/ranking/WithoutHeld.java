// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** See {@link Refined#without}. */
record WithoutHeld(Retriever retriever, int depth, Quarantine quarantine) implements Retriever {

    WithoutHeld {
        requireNonNull(quarantine, "quarantine");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        List<Passage> found = Search.deep(retriever, query, depth, "quarantine");
        Set<String> held = quarantine.held();
        return Search.cut(
                found.stream()
                        .filter(passage -> !held.contains(passage.source().document()))
                        .toList(),
                query);
    }

    /** Holds the ids that are held now, as the description of an index holds its contents. */
    @Override
    public Description describe() {
        return Description.of("without held")
                .with("depth", depth)
                .with("held", new TreeSet<>(quarantine.held()))
                .withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "without(" + retriever + ", " + quarantine + ")";
    }
}
