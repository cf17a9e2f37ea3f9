// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The index terms of texts and what they weigh, for both languages. */
final class Lexicon {

    private final TermWeights weights;
    private final Map<Language, Terms> terms = Terms.ofAll();
    private final QuestionWords questionWords;

    Lexicon(TermWeights weights) {
        this.weights = requireNonNull(weights, "weights");
        this.questionWords = new QuestionWords(terms);
    }

    /** Returns what decides the weights. */
    Description describe() {
        return weights.describe();
    }

    /** Returns the different terms of {@code text}, read as {@code language}. */
    Set<String> terms(Language language, String text) {
        Set<String> found = new HashSet<>();
        requireNonNull(terms.get(language)).of(text).forEach(term -> found.add(term.text()));
        return found;
    }

    /** Returns the different terms of {@code text} with their weights. */
    Map<String, Double> weighted(Language language, String text) {
        Map<String, Double> found = new HashMap<>();
        terms(language, text).forEach(term -> found.put(term, weights.weight(language, term)));
        return found;
    }

    /** Returns the terms of a question that say what it is about, with their weights; all of them if none does. */
    Map<String, Double> topic(Language language, String question) {
        Map<String, Double> all = weighted(language, question);
        Map<String, Double> topic = new HashMap<>(all);
        topic.keySet().removeIf(term -> questionWords.contains(language, term));
        return topic.isEmpty() ? all : topic;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lexicon lexicon && weights.equals(lexicon.weights);
    }

    @Override
    public int hashCode() {
        return weights.hashCode();
    }

    /** Returns the share of the weight of {@code wanted} that {@code present} holds, from 0 to 1; 1 if none is wanted. */
    static double coverage(Map<String, Double> wanted, Set<String> present) {
        double total = 0;
        double covered = 0;
        for (Map.Entry<String, Double> term : wanted.entrySet()) {
            total += term.getValue();
            covered += present.contains(term.getKey()) ? term.getValue() : 0;
        }
        return total == 0 ? 1 : Math.min(1, covered / total);
    }
}
