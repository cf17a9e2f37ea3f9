// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * What a judge made of one answer, or of two.
 *
 * @param caseId the id of the case that was judged
 * @param sides whose answers
 * @param repeat the number of the judgement of the same, counted from 1
 * @param grade in the numbers of {@link Scale}, from the point of view of {@link Sides#model()} in whichever order the
 *     answers were shown; {@link Scale#fallback()} if it could not be read
 * @param reading where the grade is from
 */
public record JudgedGrade(String caseId, Sides sides, int repeat, double grade, Reading reading) {

    /** Checks the components. */
    public JudgedGrade {
        Checks.requireText(caseId, "caseId");
        requireNonNull(sides, "sides");
        Checks.requireAtLeast(1, repeat, "repeat");
        requireNonNull(reading, "reading");
    }

    /** Returns whether the judge failed or its reply could not be read. */
    public boolean isUnread() {
        return reading == Reading.UNREADABLE || reading == Reading.FAILED;
    }

    /**
     * Whose answers were judged.
     *
     * @param model the model that the grade is about; not blank
     * @param opponent the model that it was compared with; empty if there was none
     * @param swapped whether the opponent's answer was shown first
     */
    public record Sides(String model, String opponent, boolean swapped) {

        /** Checks the components. */
        public Sides {
            Checks.requireText(model, "model");
            requireNonNull(opponent, "opponent");
        }
    }

    /** Where a grade is from. */
    public enum Reading {
        /** The judge gave it. */
        READ,
        /** The judge replied, but its reply gives no grade or several. */
        UNREADABLE,
        /** The judge failed or abstained. */
        FAILED,
        /** The candidate failed or abstained: there was nothing to judge, whatever the judge says. */
        NO_ANSWER
    }
}
