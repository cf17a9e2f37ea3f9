// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import static java.util.Objects.requireNonNull;

import dev.tokka.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Turns texts of one language into index terms.
 *
 * <ul>
 *   <li>English: words by Unicode's rules, without possessive {@code 's}, in lower case, without stop words, stemmed by
 *       Porter's algorithm.
 *   <li>Japanese: full-width letters and digits made ASCII, half-width katakana made full-width; words by Kuromoji in
 *       search mode (compounds are split), in base form, without particles, auxiliaries, symbols and stop words;
 *       trailing long-vowel marks of katakana removed; in lower case.
 * </ul>
 *
 * <p>Numbers are terms in both. Safe for use by many threads; hold an instance rather than making one per text.
 */
public final class Terms {

    private final Language language;
    private final Analyzer analyzer;

    private Terms(Language language, Analyzer analyzer) {
        this.language = language;
        this.analyzer = analyzer;
    }

    /** Returns new terms of {@code language}. */
    public static Terms of(Language language) {
        return of(language, Vocabulary.EMPTY);
    }

    /**
     * Returns new terms of {@code language} in which each Japanese form of {@code vocabulary}, synonyms included, is one
     * term wherever it stands. A form with white space, a comma, a quotation mark or a number sign stays as it is split
     * without the vocabulary. The synonyms do not become each other here.
     */
    public static Terms of(Language language, Vocabulary vocabulary) {
        Analyzer analyzer = switch (language) {
            case ENGLISH -> new EnglishAnalyzer();
            case JAPANESE -> JapaneseWords.analyzer(vocabulary);
        };
        return new Terms(language, analyzer);
    }

    /** Returns new terms of every language. */
    public static Map<Language, Terms> ofAll() {
        return ofAll(Vocabulary.EMPTY);
    }

    /** Returns new terms of every language, as {@link #of(Language, Vocabulary)} says. */
    public static Map<Language, Terms> ofAll(Vocabulary vocabulary) {
        Map<Language, Terms> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, of(language, vocabulary));
        }
        return Collections.unmodifiableMap(all);
    }

    /** Returns the language that these terms are for. */
    public Language language() {
        return language;
    }

    /** Returns the Lucene analyzer behind {@link #of(String)}, to index and query with. Do not close it. */
    public Analyzer analyzer() {
        return analyzer;
    }

    /** Returns the terms of {@code text} in order; empty if it holds nothing but stop words and punctuation. */
    public List<Term> of(String text) {
        requireNonNull(text, "text");
        return read(analyzer, text);
    }

    /** Returns what {@code analyzer} makes of {@code text}, in order. */
    public static List<Term> read(Analyzer analyzer, String text) {
        List<Term> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(new Term(term.toString(), new Span(offset.startOffset(), offset.endOffset())));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string failed", e);
        }
        return List.copyOf(terms);
    }

    /** Returns {@code Terms[en]} or {@code Terms[ja]}. */
    @Override
    public String toString() {
        return "Terms[" + language.tag() + "]";
    }

    /**
     * One index term and where its word stands.
     *
     * @param text the term as it is indexed: normalized, often stemmed; not empty
     * @param span where the word it was made of stands in the analyzed text
     */
    public record Term(String text, Span span) {

        /** Checks that the term is not empty. */
        public Term {
            requireNonNull(span, "span");
            if (text.isEmpty()) {
                throw new IllegalArgumentException("text of a term must not be empty, at " + span);
            }
        }
    }
}
