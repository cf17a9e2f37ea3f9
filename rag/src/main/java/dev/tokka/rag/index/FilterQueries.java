// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Filters that fit the schema, as queries of Lucene over the fields of {@link LabelFields}. */
final class FilterQueries {

    private FilterQueries() {}

    static Query of(Filter filter) {
        if (filter instanceof Filter.Equal equal) {
            return oneOf(equal.key(), Set.of(equal.value()));
        }
        if (filter instanceof Filter.OneOf oneOf) {
            return oneOf(oneOf.key(), oneOf.values());
        }
        if (filter instanceof Filter.Between between) {
            return between(between);
        }
        if (filter instanceof Filter.Present present) {
            return new TermQuery(LabelFields.present(present.key()));
        }
        if (filter instanceof Filter.All all) {
            return all(all.filters().stream().map(FilterQueries::of).toList());
        }
        if (filter instanceof Filter.Any any) {
            return any(any.filters().stream().map(FilterQueries::of).toList());
        }
        return not(of(((Filter.Not) filter).filter()));
    }

    private static Query oneOf(String key, Set<Value> values) {
        List<BytesRef> terms = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (Value value : values) {
            if (value instanceof Value.Numeric number) {
                numbers.add(number.value());
            } else if (value instanceof Value.Time time) {
                times.add(time.value().toEpochMilli());
            } else {
                terms.add(LabelFields.value(key, value).bytes());
            }
        }
        String field = LabelFields.field(key);
        if (!numbers.isEmpty()) {
            return DoublePoint.newSetQuery(field, numbers);
        }
        if (!times.isEmpty()) {
            return LongPoint.newSetQuery(field, times);
        }
        return terms.isEmpty() ? new MatchNoDocsQuery() : new TermInSetQuery(field, terms);
    }

    private static Query between(Filter.Between between) {
        String field = LabelFields.field(between.key());
        Value end = between.from().or(between::to).orElseThrow();
        if (end instanceof Value.Numeric) {
            return DoubleField.newRangeQuery(
                    field,
                    number(between.from(), Double.NEGATIVE_INFINITY),
                    number(between.to(), Double.POSITIVE_INFINITY));
        }
        return LongField.newRangeQuery(field, time(between.from(), Long.MIN_VALUE), time(between.to(), Long.MAX_VALUE));
    }

    private static double number(Optional<Value> end, double none) {
        return end.map(value -> ((Value.Numeric) value).value()).orElse(none);
    }

    private static long time(Optional<Value> end, long none) {
        return end.map(value -> ((Value.Time) value).value().toEpochMilli()).orElse(none);
    }

    /** Returns the query for what all of {@code queries} find; without queries, for everything. */
    static Query all(List<Query> queries) {
        if (queries.isEmpty()) {
            return new MatchAllDocsQuery();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        queries.forEach(query -> all.add(query, BooleanClause.Occur.FILTER));
        return all.build();
    }

    private static Query any(List<Query> queries) {
        if (queries.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, BooleanClause.Occur.SHOULD));
        return any.build();
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), BooleanClause.Occur.FILTER)
                .add(query, BooleanClause.Occur.MUST_NOT)
                .build();
    }
}
