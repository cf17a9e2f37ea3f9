// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Tenant;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labeling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What an asker may find, as a query of Lucene: bound values, applied before anything is ranked. */
final class LabelSearch {

    private final Labeling labeling;

    LabelSearch(Labeling labeling) {
        this.labeling = labeling;
    }

    /**
     * Returns the query for what {@code asker} may find and asks for; empty if that is everything in {@code reader}.
     *
     * @throws dev.tokka.PolicyViolationException if tenants are required and the asker names none
     * @throws dev.tokka.QuestionRejectedException if the asker's filter does not fit the schema
     */
    Optional<Query> of(Attributes asker, IndexReader reader) throws IOException {
        labeling.require(asker);
        Optional<String> tenant = asker.get(Tenant.KEY).map(Tenant::id);
        List<Query> all = new ArrayList<>();
        if (!isOnAll(LabelFields.ALL_TENANTS, reader)) {
            all.add(oneOf(LabelFields.ALL_TENANTS, tenant.map(Set::of).orElse(Set.of()), LabelFields::tenant));
        }
        if (!isOnAll(LabelFields.ALL_CALLERS, reader)) {
            Set<String> roles = asker.get(Caller.KEY).map(Caller::roles).orElse(Set.of());
            all.add(oneOf(LabelFields.ALL_CALLERS, roles, LabelFields::role));
        }
        asker.get(Filter.KEY).map(FilterQueries::of).ifPresent(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(new Bound(FilterQueries.all(all)));
    }

    /** A restriction that restricts nothing would still cost the search of vectors its speed. */
    private static boolean isOnAll(Term term, IndexReader reader) throws IOException {
        return reader.docFreq(term) == reader.maxDoc();
    }

    private static Query oneOf(Term open, Set<String> texts, Function<String, Term> term) {
        List<BytesRef> terms = new ArrayList<>(List.of(open.bytes()));
        texts.forEach(text -> terms.add(term.apply(text).bytes()));
        return terms.size() == 1 ? new TermQuery(open) : new TermInSetQuery(open.field(), terms);
    }

    /** Returns {@code query} for what {@code filter} lets through; scores stay as they are. */
    static Query restrict(Query query, Optional<Query> filter) {
        return filter.<Query>map(only -> new BooleanQuery.Builder()
                        .add(query, BooleanClause.Occur.MUST)
                        .add(only, BooleanClause.Occur.FILTER)
                        .build())
                .orElse(query);
    }
}
