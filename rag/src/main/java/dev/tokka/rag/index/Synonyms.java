// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import dev.tokka.rag.text.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.apache.lucene.util.QueryBuilder;

/** Searches for the other forms of the terms of a vocabulary that stand in a question. */
final class Synonyms {

    /** Lucene makes a clause of each word; longer questions say in other words what they mean. */
    private static final int MAX_WORDS = 1_000;

    private final Map<Language, Terms> terms;
    private final Map<Language, QueryBuilder> builders = new EnumMap<>(Language.class);

    Synonyms(Vocabulary vocabulary, Map<Language, Terms> terms) {
        this.terms = terms;
        terms.forEach((language, analysis) -> map(vocabulary, analysis)
                .ifPresent(map -> builders.put(language, new QueryBuilder(new Expanding(analysis.analyzer(), map)))));
    }

    private static Optional<SynonymMap> map(Vocabulary vocabulary, Terms analysis) {
        SynonymMap.Builder builder = new SynonymMap.Builder(true);
        boolean any = false;
        for (Vocabulary.Term term : vocabulary.terms()) {
            Set<CharsRef> forms = new LinkedHashSet<>();
            Stream.concat(Stream.of(term.form()), term.synonyms().stream())
                    .map(form -> words(form, analysis))
                    .filter(words -> words.length > 0)
                    .forEach(forms::add);
            for (CharsRef from : forms) {
                for (CharsRef to : forms) {
                    if (!from.equals(to)) {
                        builder.add(from, to, false);
                        any = true;
                    }
                }
            }
        }
        try {
            return any ? Optional.of(builder.build()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("building synonyms in memory failed", e);
        }
    }

    private static CharsRef words(String form, Terms analysis) {
        List<Terms.Term> words = analysis.of(form);
        return SynonymMap.Builder.join(
                words.stream().map(Terms.Term::text).toArray(String[]::new), new CharsRefBuilder());
    }

    /**
     * Returns the query for {@code text} with the other forms of its terms, or empty if there are none. The words of the
     * question itself count in it as well. A question of more than 1,000 words is searched without other forms.
     */
    Optional<Query> query(String text, Language language) {
        QueryBuilder builder = builders.get(language);
        Terms words = terms.get(language);
        if (builder == null || words == null || words.of(text).size() > MAX_WORDS) {
            return Optional.empty();
        }
        return Optional.ofNullable(builder.createBooleanQuery(IndexFields.words(language), text, Occur.SHOULD));
    }

    private static final class Expanding extends AnalyzerWrapper {

        private final Analyzer words;
        private final SynonymMap map;

        Expanding(Analyzer words, SynonymMap map) {
            super(PER_FIELD_REUSE_STRATEGY);
            this.words = words;
            this.map = map;
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return words;
        }

        @Override
        protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
            return new TokenStreamComponents(
                    components.getSource(), new SynonymGraphFilter(components.getTokenStream(), map, false));
        }
    }
}
