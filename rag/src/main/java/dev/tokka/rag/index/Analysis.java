// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;
import dev.tokka.rag.text.Vocabulary;
import java.util.List;

/**
 * How the words of passages and questions are compared: what counts as a term, and how much each kind of match counts.
 *
 * <p>The score of a passage by words is a weighted sum of three scores of BM25, of which questions in
 * languages other than Japanese have the first only:
 *
 * <pre>{@code
 * score = words + bigrams * pairs of neighbouring characters + adjacency * pairs of neighbouring words
 * }</pre>
 *
 * <p>Pairs of characters find what a Japanese dictionary cuts differently in the question than in the passage; Pairs of words tell {@code 第24条} from a passage that has a 24 somewhere else.
 *
 * @param vocabulary the terms of the domain: each is one word of the index, and the question is also searched with their
 *     synonyms
 * @param bigrams how much pairs of characters of Japanese texts count; at least 0 and finite; with 0 none are indexed
 * @param adjacency how much pairs of neighbouring words count; at least 0 and finite
 * @see <a href="https://doi.org/10.1145/1076034.1076115">Metzler and Croft (2005), A Markov random field model for term
 *     dependencies</a>
 */
public record Analysis(Vocabulary vocabulary, double bigrams, double adjacency) {

    /** No vocabulary; half the weight for pairs of characters, and a quarter for pairs of words, which hold two each. */
    public static final Analysis DEFAULT = new Analysis(Vocabulary.EMPTY, 0.5, 0.25);

    /** Checks the ranges above. */
    public Analysis {
        requireNonNull(vocabulary, "vocabulary");
        requireWeight(bigrams, "bigrams");
        requireWeight(adjacency, "adjacency");
    }

    private static void requireWeight(double weight, String name) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least 0 and finite but is " + weight);
        }
    }

    /** Returns this analysis with another vocabulary. */
    public Analysis withVocabulary(Vocabulary newVocabulary) {
        return new Analysis(newVocabulary, bigrams, adjacency);
    }

    /** Returns this analysis with another weight of pairs of characters. */
    public Analysis withBigrams(double weight) {
        return new Analysis(vocabulary, weight, adjacency);
    }

    /** Returns this analysis with another weight of pairs of words. */
    public Analysis withAdjacency(double weight) {
        return new Analysis(vocabulary, bigrams, weight);
    }

    /** Returns what decides the terms that are written, as the index remembers it. */
    String written() {
        List<String> words = vocabulary.words();
        return "bigrams " + (bigrams > 0 ? "indexed" : "not indexed")
                + (words.isEmpty() ? "" : ", words of a vocabulary " + Digests.sha256(String.join("\n", words)));
    }

    /** Returns what decides the scores: the vocabulary by its digest. */
    String describe() {
        String terms = vocabulary.terms().isEmpty()
                ? "none"
                : Digests.sha256(vocabulary.terms().toString());
        return "bigrams=" + bigrams + " adjacency=" + adjacency + " vocabulary=" + terms;
    }
}
