// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;

/** The fields by which passages are found by words: one for each language, and pairs of characters of Japanese. */
final class WordFields {

    static final String BIGRAMS = "bigrams_" + Language.JAPANESE.tag();

    private final Map<Language, Terms> terms;
    private final boolean bigrams;
    private final Analyzer pairs = new PairAnalyzer();

    WordFields(Analysis analysis) {
        this.terms = Terms.ofAll(analysis.vocabulary());
        this.bigrams = analysis.bigrams() > 0;
    }

    Map<Language, Terms> terms() {
        return terms;
    }

    /** Returns what turns each field into terms. */
    Analyzer analyzer() {
        Map<String, Analyzer> byField = new HashMap<>();
        terms.forEach((language, analysis) -> byField.put(IndexFields.words(language), analysis.analyzer()));
        byField.put(BIGRAMS, pairs);
        return new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), byField);
    }

    /** Adds the fields of {@code chunk} to {@code passage}. */
    void add(Document passage, SourceDocument document, Chunk chunk) {
        String text = IndexEntry.searchedText(document, chunk);
        passage.add(new TextField(IndexFields.words(document.language()), text, Store.NO));
        if (bigrams && document.language() == Language.JAPANESE) {
            passage.add(new TextField(BIGRAMS, normalized(text), Store.NO));
        }
    }

    /** Returns the pairs of neighbouring letters and digits of {@code text}, in order. */
    List<String> bigrams(String text) {
        List<String> found = new ArrayList<>();
        Terms.read(pairs, normalized(text)).forEach(term -> found.add(term.text()));
        return found;
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static final class PairAnalyzer extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer pairs = new NGramTokenizer(2, 2) {
                @Override
                protected boolean isTokenChar(int character) {
                    return Character.isLetterOrDigit(character);
                }
            };
            return new TokenStreamComponents(pairs, new LowerCaseFilter(pairs));
        }
    }
}
