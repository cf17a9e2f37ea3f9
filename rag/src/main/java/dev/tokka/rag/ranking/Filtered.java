// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.metadata.Filter;
import java.util.List;

/** See {@link Refined#filtered}. */
record Filtered(Retriever retriever, Filter filter) implements Retriever {

    Filtered {
        requireNonNull(filter, "filter");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        return Filters.retrieve(retriever, query, filter);
    }

    @Override
    public Description describe() {
        return Description.of("filtered").with("filter", filter).withPart(retriever.describe());
    }

    /** Does not show the filter, whose values may be private. */
    @Override
    public String toString() {
        return "filtered(" + retriever + ")";
    }
}
