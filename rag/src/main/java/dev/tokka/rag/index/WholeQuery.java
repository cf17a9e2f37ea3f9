// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.IOException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/**
 * A query that counts as one clause. Lucene's bound on all clauses of a query is a global setting, made for queries that
 * people write; here the parts have bounds of their own.
 */
final class WholeQuery extends Query {

    private final Query query;

    WholeQuery(Query query) {
        this.query = query;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = query.rewrite(searcher);
        if (rewritten instanceof MatchNoDocsQuery) {
            return rewritten;
        }
        return rewritten.equals(query) ? this : new WholeQuery(rewritten);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        return query.createWeight(searcher, mode, boost);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return query.toString(field);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WholeQuery whole && query.equals(whole.query);
    }

    @Override
    public int hashCode() {
        return classHash() + query.hashCode();
    }
}
