// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * How good an answer is.
 *
 * @param score from 0 (useless) to 1 (right)
 * @param feedback what is wrong with it, in words that help to write better instructions; empty if there is nothing to say
 */
public record Grade(double score, String feedback) {

    /** Checks the ranges above. */
    public Grade {
        Checks.requireShare(score, "score");
        requireNonNull(feedback, "feedback");
    }

    /** Returns a grade without feedback. */
    public static Grade of(double score) {
        return new Grade(score, "");
    }

    /** Returns whether there is nothing better. */
    boolean isRight() {
        return score >= 1;
    }
}
