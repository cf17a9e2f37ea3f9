// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Answer;
import dev.tokka.Trace;
import java.util.Optional;

/**
 * What a candidate made of a question.
 *
 * @param grade how good it is
 * @param said the words of the reply; empty if there is none
 * @param trace of the answer; empty if it failed
 */
record Outcome(Grade grade, String said, Trace trace) {

    /** There was no answer in the wanted form. */
    static final Outcome FAILED = new Outcome(Grade.of(0), "", Trace.EMPTY);

    static Outcome of(Answer answer, Grader grader) {
        return new Outcome(
                grader.grade(answer), answer.reply().map(Answer.Reply::text).orElse(""), answer.trace());
    }

    /** Returns the reply if it is right. */
    Optional<String> right() {
        return grade.isRight() && !said.isBlank() ? Optional.of(said) : Optional.empty();
    }

    /** Returns how many tokens were read and written. */
    long tokens() {
        return trace.usage().input() + trace.usage().output();
    }
}
