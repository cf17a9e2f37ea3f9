// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The questions that were kept, to see whether a new one asks the same. Not for use by many threads. */
final class Duplicates {

    private static final int GRAM = 3;

    private final double maxSimilarity;
    private final List<Kept> kept = new ArrayList<>();

    Duplicates(double maxSimilarity) {
        this.maxSimilarity = maxSimilarity;
    }

    /**
     * Returns the kept question that asks the same: equal when normalised, or alike in its characters with the same
     * numbers, since questions about 100 and about 200 euros are two.
     */
    Optional<String> like(String question) {
        Kept asked = Kept.of(question);
        return kept.stream()
                .filter(other -> other.key().equals(asked.key())
                        || (other.numbers().equals(asked.numbers())
                                && Texts.jaccard(other.grams(), asked.grams()) >= maxSimilarity))
                .map(Kept::question)
                .findFirst();
    }

    void keep(String question) {
        kept.add(Kept.of(question));
    }

    private record Kept(String question, String key, Set<String> grams, List<String> numbers) {

        static Kept of(String question) {
            String key = Texts.key(question);
            return new Kept(question, key, Texts.grams(key, GRAM), Texts.numbers(question));
        }
    }
}
