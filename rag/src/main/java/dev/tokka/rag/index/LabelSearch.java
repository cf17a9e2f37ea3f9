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
        Set<String> tenant = asker.get(Tenant.KEY).map(Tenant::id).map(Set::of).orElse(Set.of());
        Set<String> roles = asker.get(Caller.KEY).map(Caller::roles).orElse(Set.of());
        List<Query> all = new ArrayList<>();
        restriction(terms(LabelFields.ALL_TENANTS, tenant, LabelFields::tenant), reader)
                .ifPresent(all::add);
        restriction(terms(LabelFields.ALL_CALLERS, roles, LabelFields::role), reader)
                .ifPresent(all::add);
        asker.get(Filter.KEY).map(FilterQueries::of).ifPresent(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(new Bound(FilterQueries.all(all)));
    }

    private static List<Term> terms(Term open, Set<String> texts, Function<String, Term> term) {
        List<Term> terms = new ArrayList<>(List.of(open));
        texts.forEach(text -> terms.add(term.apply(text)));
        return terms;
    }

    /**
     * Returns the query for what has one of {@code terms}; empty if everything has one and the same of them, as where all
     * documents are for one tenant or for all employees: a restriction that restricts nothing would still cost the search
     * of vectors its speed.
     */
    private static Optional<Query> restriction(List<Term> terms, IndexReader reader) throws IOException {
        for (Term term : terms) {
            if (reader.docFreq(term) == reader.maxDoc()) {
                return Optional.empty();
            }
        }
        Query query = terms.size() == 1
                ? new TermQuery(terms.get(0))
                : new TermInSetQuery(
                        terms.get(0).field(), terms.stream().map(Term::bytes).toList());
        return Optional.of(query);
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
