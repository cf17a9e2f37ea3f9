// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.Checks;

/**
 * A part of a text that a tagger has labelled, such as the name of a company.
 *
 * @param text the words, exactly as they stand in the text
 * @param label without the mark of its place, such as {@code "ORG"}
 * @param start where it begins in the text, in UTF-16 units as {@link String#substring(int, int)} counts them; from 0
 * @param end where it has ended; more than {@code start}
 * @param probability the mean of those of its words, from 0 to 1
 */
public record Entity(String text, String label, int start, int end, double probability) {

    /** Checks the ranges above. */
    public Entity {
        Checks.requireText(text, "text");
        Checks.requireText(label, "label");
        Checks.requireAtLeast(0, start, "start");
        if (end - start != text.length()) {
            throw new IllegalArgumentException("end must be start plus the length of the text but is " + end);
        }
        Checks.requireShare(probability, "probability");
    }
}
