// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Retriever;
import dev.tokka.rag.metadata.Filter;
import java.util.List;

/** Adds filters to queries. */
final class Filters {

    private Filters() {}

    /** Returns what {@code retriever} finds with {@code filter} beside the filter that the query has. */
    static List<Passage> retrieve(Retriever retriever, Query query, Filter filter) {
        requireNonNull(query, "query").checkpoint("filter");
        Filter both = query.attributes()
                .get(Filter.KEY)
                .map(asked -> and(asked, filter))
                .orElse(filter);
        return retriever.retrieve(
                new Query(query.text(), query.limit(), query.attributes().with(Filter.KEY, both)));
    }

    private static Filter and(Filter asked, Filter added) {
        try {
            return asked.and(added);
        } catch (IllegalArgumentException e) {
            throw new QuestionRejectedException("the filter of the question leaves no room for another one", e);
        }
    }
}
