// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import dev.tokka.rag.text.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words of texts as stores know them: the terms of the embedded index, so that analysis is the same everywhere. */
final class Words {

    /** OpenSearch takes 1,024 clauses unless it is told otherwise. */
    private static final int MAX_TERMS = 1_000;

    /** How much a word counts that is found in a passage of the other language, as in the embedded index. */
    private static final double OTHER_LANGUAGE = 0.3;

    private final Map<Language, Terms> terms;

    /** Creates the words of texts in which the forms of {@code vocabulary} are not split. */
    Words(Vocabulary vocabulary) {
        this.terms = Terms.ofAll(vocabulary);
    }

    /** One word of a query. */
    record Weighted(Language language, String term, double weight) {}

    /** Returns the words of a query. */
    List<Weighted> query(String text) {
        Language asked = Language.of(text);
        List<Weighted> words = new ArrayList<>();
        for (Language language : Language.values()) {
            double share = language == asked ? 1 : OTHER_LANGUAGE;
            counts(language, text).forEach((term, count) -> words.add(new Weighted(language, term, share * count)));
        }
        if (words.size() > MAX_TERMS) {
            throw new QuestionRejectedException("index takes questions of up to " + MAX_TERMS
                    + " different terms but this one has " + words.size());
        }
        return words;
    }

    /** Returns how often each term stands in {@code text}. */
    Map<String, Integer> counts(Language language, String text) {
        Map<String, Integer> counts = new TreeMap<>();
        list(language, text).forEach(term -> counts.merge(term, 1, Integer::sum));
        return counts;
    }

    /** Returns the terms of {@code text} in order, none with white space. */
    List<String> list(Language language, String text) {
        return java.util.Objects.requireNonNull(terms.get(language), "terms").of(text).stream()
                .map(term -> Exact.write(term.text()).replaceAll("\\s", "\u00a0"))
                .toList();
    }
}
