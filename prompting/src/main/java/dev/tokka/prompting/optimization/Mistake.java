// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

/**
 * What a model made of a question, for the one who writes better instructions.
 *
 * @param question what was asked
 * @param said the reply; empty if there was none
 * @param wanted the right answer; empty if it is not known
 * @param feedback of the grader; empty if there is none
 */
record Mistake(String question, String said, String wanted, String feedback) {

    private static final int LONGEST = 1_000; // characters of each

    static Mistake of(GradedQuestion question, Outcome outcome) {
        return new Mistake(
                cut(question.question().text()),
                cut(outcome.said()),
                cut(question.wanted().orElse("")),
                cut(outcome.grade().feedback()));
    }

    private static String cut(String text) {
        String words = text.strip();
        int end = words.offsetByCodePoints(0, Math.min(LONGEST, words.codePointCount(0, words.length())));
        return end == words.length() ? words : words.substring(0, end) + "…";
    }
}
