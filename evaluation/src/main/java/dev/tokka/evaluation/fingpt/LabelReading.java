// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.evaluation.metric.LabelReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a reply is read as a label.
 *
 * @param name as metrics are called by it; empty for the strict reading
 * @param labels all of them
 * @param finder what a reply says, if anything
 * @param otherwise what counts where a reply says nothing; if empty, nothing does
 */
record LabelReading(
        String name, List<String> labels, Function<String, Optional<String>> finder, Optional<String> otherwise) {

    private static final String COMPATIBLE = "FinGPT ";

    static final List<String> SENTIMENTS = List.of("negative", "neutral", "positive");
    static final List<String> ANSWERS = List.of("Yes", "No");
    static final List<String> LETTERS = List.of("A", "B", "C", "D");

    /** Returns the label that is named, if it is the only one. */
    static LabelReading strict(List<String> labels) {
        return new LabelReading("", labels, new LabelReader(labels)::read, Optional.empty());
    }

    /** "positive" anywhere, else "negative" anywhere, else neutral. */
    static LabelReading sentiment() {
        return new LabelReading(COMPATIBLE, SENTIMENTS, LabelReading::sentimentIn, Optional.of("neutral"));
    }

    /** "yes" anywhere, else no. */
    static LabelReading yes() {
        return new LabelReading(COMPATIBLE, ANSWERS, LabelReading::answerIn, Optional.of("No"));
    }

    /** The first capital letter from A to D, be it within a word. */
    static LabelReading letter() {
        return new LabelReading(COMPATIBLE, LETTERS, LabelReading::letterIn, Optional.empty());
    }

    /** Returns the label that counts for a reply. */
    Optional<String> counted(String reply) {
        return finder.apply(reply).or(() -> otherwise);
    }

    private static Optional<String> sentimentIn(String reply) {
        for (String label : List.of("positive", "negative", "neutral")) {
            String capital = label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
            if (reply.contains(label) || reply.contains(capital)) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> answerIn(String reply) {
        String lower = reply.toLowerCase(Locale.ROOT);
        return lower.contains("yes") ? Optional.of("Yes") : lower.contains("no") ? Optional.of("No") : Optional.empty();
    }

    private static Optional<String> letterIn(String reply) {
        return reply.chars()
                .filter(character -> character >= 'A' && character <= 'D')
                .mapToObj(Character::toString)
                .findFirst();
    }
}
