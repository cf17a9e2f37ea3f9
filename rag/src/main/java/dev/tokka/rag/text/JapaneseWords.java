// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKWidthCharFilter;
import org.apache.lucene.analysis.ja.JapaneseAnalyzer;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.dict.UserDictionary;

/** Kuromoji with the words of a domain. */
final class JapaneseWords {

    /** What would end a column, a line or a word of Kuromoji's dictionary. */
    private static final Pattern NO_WORD = Pattern.compile("[\\s\\p{Z}\\p{Cc},\"#]");

    private JapaneseWords() {}

    /** Returns an analyzer that does not split the Japanese forms of {@code vocabulary}. */
    static Analyzer analyzer(Vocabulary vocabulary) {
        SortedMap<String, String> readings = readings(vocabulary);
        return readings.isEmpty()
                ? new JapaneseAnalyzer()
                : new JapaneseAnalyzer(
                        dictionary(readings),
                        JapaneseTokenizer.Mode.SEARCH,
                        JapaneseAnalyzer.getDefaultStopSet(),
                        JapaneseAnalyzer.getDefaultStopTags());
    }

    private static SortedMap<String, String> readings(Vocabulary vocabulary) {
        SortedMap<String, String> readings = new TreeMap<>();
        for (Vocabulary.Term term : vocabulary.terms()) {
            add(term.form(), term.reading(), readings);
            term.synonyms().forEach(synonym -> add(synonym, "", readings));
        }
        return readings;
    }

    /** Adds a form in Japanese; others stay out, as Kuromoji would also find them inside longer words. */
    private static void add(String form, String reading, SortedMap<String, String> readings) {
        String word = width(form);
        if (Language.of(word) == Language.JAPANESE && !NO_WORD.matcher(word).find()) {
            String kana = NO_WORD.matcher(reading).replaceAll("");
            readings.merge(word, kana, (first, second) -> first.isEmpty() ? second : first);
        }
    }

    /** Returns {@code form} as the analyzer's own character filter hands it to Kuromoji. */
    private static String width(String form) {
        try (Reader reader = new CJKWidthCharFilter(new StringReader(form));
                StringWriter text = new StringWriter()) {
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string failed", e);
        }
    }

    private static UserDictionary dictionary(SortedMap<String, String> readings) {
        List<String> lines = new ArrayList<>();
        // A word, its parts, their readings, its part of speech.
        readings.forEach((word, reading) ->
                lines.add(word + "," + word + "," + (reading.isEmpty() ? word : reading) + ",カスタム名詞"));
        try {
            return UserDictionary.open(new StringReader(String.join("\n", lines)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string failed", e);
        }
    }
}
