// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * A filter that counts as one clause: Lucene bounds the clauses of a whole query, and a long filter must not take those
 * of a long question. The filter alone is bounded by {@link dev.tokka.rag.metadata.Filter#MAX_PARTS}.
 */
final class Bound extends Query {

    private final Query filter;

    Bound(Query filter) {
        this.filter = filter;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        return searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, boost);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "labels"; // its values are nobody's business
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bound bound && filter.equals(bound.filter);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + filter.hashCode();
    }
}
