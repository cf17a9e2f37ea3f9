// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TermQuery;

/** Makes Lucene's queries for the two rankings. */
final class HybridSearch {

    /** Lucene's own bound is 1,024 clauses; no question needs that many. */
    private static final int MAX_TERMS = 1_000;

    /** How much a word counts that is found in a passage of the other language, such as a product's name. */
    private static final float OTHER_LANGUAGE = 0.3f;

    private final Map<Language, Terms> terms;

    HybridSearch(Map<Language, Terms> terms) {
        this.terms = terms;
    }

    /** Returns the query by words; passages of the question's own language come first. */
    org.apache.lucene.search.Query words(Query query) {
        Language asked = Language.of(query.text());
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        terms.forEach((language, analysis) -> {
            float boost = language == asked ? 1 : OTHER_LANGUAGE;
            all.add(new BoostQuery(words(query.text(), language, analysis), boost), BooleanClause.Occur.SHOULD);
        });
        return all.build();
    }

    private static org.apache.lucene.search.Query words(String text, Language language, Terms analysis) {
        Map<String, Integer> counts = new HashMap<>();
        analysis.of(text).forEach(term -> counts.merge(term.text(), 1, Integer::sum));
        if (counts.size() > MAX_TERMS) {
            throw new QuestionRejectedException("index takes questions of up to " + MAX_TERMS
                    + " different terms but this one has " + counts.size());
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        counts.forEach((term, count) -> any.add(
                new BoostQuery(new TermQuery(new Term(IndexFields.words(language), term)), count),
                BooleanClause.Occur.SHOULD));
        return any.build();
    }

    /** Returns the query by meaning: the {@code candidates} passages nearest to {@code vector}. */
    static org.apache.lucene.search.Query meaning(float[] vector, int candidates) {
        return new KnnFloatVectorQuery(IndexFields.VECTOR, vector, candidates);
    }
}
