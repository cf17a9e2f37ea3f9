// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.Arrays;
import java.util.List;

/** A retriever that finds the same whatever it is asked. */
record FixedRetriever(List<Passage> passages) implements Retriever {

    static FixedRetriever of(String... texts) {
        return new FixedRetriever(Arrays.stream(texts).map(Passages::passage).toList());
    }

    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query");
        query.checkpoint("fixed");
        return passages.stream().limit(query.limit()).toList();
    }

    @Override
    public Description describe() {
        return Description.of("fixed").with("passages", passages);
    }
}
