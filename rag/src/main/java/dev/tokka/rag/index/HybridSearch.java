// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** Makes Lucene's queries for the two rankings. */
final class HybridSearch {

    /** Lucene's own bound is 1,024 clauses; no question needs that many. */
    private static final int MAX_TERMS = 1_000;

    /** How much a word counts that is found in a passage of the other language, such as a product's name. */
    private static final float OTHER_LANGUAGE = 0.3f;

    private final WordFields fields;
    private final IndexSettings settings;
    private final VectorFields vectors;
    private final Synonyms synonyms;

    HybridSearch(WordFields fields, IndexSettings settings) {
        this.fields = fields;
        this.settings = settings;
        this.vectors = new VectorFields(settings.vectors());
        this.synonyms = new Synonyms(settings.analysis().vocabulary(), fields.terms());
    }

    /** Returns the passages with words of {@code query} that the filter lets through, best first. */
    ScoreDoc[] words(IndexSearcher searcher, Query query, Optional<org.apache.lucene.search.Query> filter)
            throws IOException {
        org.apache.lucene.search.Query words = LabelSearch.restrict(words(query), filter);
        boolean counts = !(settings.fusion() instanceof Fusion.Convex convex && convex.vectorShare() == 1);
        return counts ? searcher.search(words, settings.candidates()).scoreDocs : new ScoreDoc[0];
    }

    /** Returns the query by words; passages of the question's own language come first. */
    private org.apache.lucene.search.Query words(Query query) {
        Language asked = Language.of(query.text());
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        fields.terms().forEach((language, analysis) -> {
            float boost = language == asked ? 1 : OTHER_LANGUAGE;
            List<String> terms =
                    analysis.of(query.text()).stream().map(Terms.Term::text).toList();
            org.apache.lucene.search.Query words = words(terms, language);
            add(synonyms.query(query.text(), language).orElse(words), boost, all);
            if (language == asked && asked == Language.JAPANESE) {
                add(adjacent(terms, language), settings.analysis().adjacency(), all);
            }
        });
        if (asked == Language.JAPANESE && settings.analysis().bigrams() > 0) {
            add(bigrams(query.text()), settings.analysis().bigrams(), all);
        }
        return new WholeQuery(all.build());
    }

    private static void add(org.apache.lucene.search.Query query, double weight, BooleanQuery.Builder all) {
        if (weight > 0) {
            all.add(new BoostQuery(query, (float) weight), Occur.SHOULD);
        }
    }

    private static org.apache.lucene.search.Query words(List<String> terms, Language language) {
        Map<String, Integer> counts = counts(terms);
        if (counts.size() > MAX_TERMS) {
            throw new QuestionRejectedException("index takes questions of up to " + MAX_TERMS
                    + " different terms but this one has " + counts.size());
        }
        return any(counts, IndexFields.words(language));
    }

    /** Returns the query by pairs of characters: of those that a very long question has, the first ones. */
    private org.apache.lucene.search.Query bigrams(String text) {
        return any(counts(fields.bigrams(text)), WordFields.BIGRAMS);
    }

    private static Map<String, Integer> counts(List<String> terms) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        return counts;
    }

    private static org.apache.lucene.search.Query any(Map<String, Integer> counts, String field) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        counts.entrySet().stream()
                .limit(MAX_TERMS)
                .forEach(term -> any.add(
                        new BoostQuery(new TermQuery(new Term(field, term.getKey())), term.getValue()), Occur.SHOULD));
        return any.build();
    }

    /** Returns the query by pairs of words that follow each other: of those of a very long question, the first ones. */
    private static org.apache.lucene.search.Query adjacent(List<String> terms, Language language) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (int i = 0; i + 1 < Math.min(terms.size(), MAX_TERMS); i++) {
            any.add(new PhraseQuery(IndexFields.words(language), terms.get(i), terms.get(i + 1)), Occur.SHOULD);
        }
        return any.build();
    }

    /** Returns the passages nearest to {@code vector} that the filter lets through, nearest first. */
    ScoreDoc[] meaning(IndexSearcher searcher, float[] vector, Optional<org.apache.lucene.search.Query> filter)
            throws IOException {
        return vectors.search(searcher, vector, settings.candidates(), filter);
    }
}
