// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.metadata.Filter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** See {@link Refined#inForce}. */
record InForce(Retriever retriever, InstantSource clock, String from, String until) implements Retriever {

    InForce {
        requireNonNull(clock, "clock");
        Filter.asOf(Instant.EPOCH, from, until); // refuses wrong keys here rather than with the first question
    }

    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        return Filters.retrieve(retriever, query, Filter.asOf(clock.instant(), from, until));
    }

    @Override
    public Description describe() {
        return Description.of("in force")
                .with("from", from)
                .with("until", until)
                .withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "inForce(" + retriever + ")";
    }
}
