// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * A question with the answer that is wanted, shown to a model as a pattern.
 *
 * @param question what is asked; not blank
 * @param answer what a good model says; not blank
 */
public record Example(String question, String answer) {

    /** Checks that neither is blank. */
    public Example {
        Checks.requireText(question, "question");
        Checks.requireText(answer, "answer");
    }
}
