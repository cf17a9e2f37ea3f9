// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import java.util.ArrayList;
import java.util.List;

/** Whether a reply gives an answer. */
final class SameAnswer {

    private static final double ALIKE = 0.8;
    private static final int GRAM = 3;

    private SameAnswer() {}

    /**
     * Returns whether the reply has all numbers of the answer and either holds its words in their order, or is alike in
     * its characters.
     */
    static boolean isGiven(String answer, String reply) {
        String wanted = Texts.words(answer);
        String given = Texts.words(reply);
        if (wanted.isEmpty()) {
            return answer.strip().equals(reply.strip());
        }
        List<String> numbers = new ArrayList<>(Texts.numbers(answer));
        Texts.numbers(reply).forEach(numbers::remove);
        return numbers.isEmpty() && (holds(given, wanted) || areAlike(wanted, given));
    }

    /** Words of a script without spaces begin and end anywhere. */
    private static boolean holds(String given, String wanted) {
        boolean unspaced = wanted.codePoints().anyMatch(Texts::isUnspaced);
        return unspaced
                ? given.replace(" ", "").contains(wanted.replace(" ", ""))
                : (" " + given + " ").contains(" " + wanted + " ");
    }

    private static boolean areAlike(String wanted, String given) {
        return Texts.jaccard(Texts.grams(wanted.replace(" ", ""), GRAM), Texts.grams(given.replace(" ", ""), GRAM))
                >= ALIKE;
    }
}
