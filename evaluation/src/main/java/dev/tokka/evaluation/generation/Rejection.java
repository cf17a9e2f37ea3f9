// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * A question that was not kept, or a call that gave none.
 *
 * @param of the id of the passage or the case that was asked about; not blank
 * @param reason why
 * @param question the rejected question; empty if the call gave none
 * @param detail what was expected and what was seen; may be empty
 */
public record Rejection(String of, Reason reason, String question, String detail) {

    /** Checks the components. */
    public Rejection {
        Checks.requireText(of, "of");
        requireNonNull(reason, "reason");
        requireNonNull(question, "question");
        requireNonNull(detail, "detail");
    }

    /** Why a question was not kept. */
    public enum Reason {
        /** The model failed. */
        MODEL_FAILED,
        /** The model abstained. */
        ABSTAINED,
        /** The reply is not the JSON that was asked for. */
        UNREADABLE,
        /** A part is missing, empty or too long. */
        MALFORMED,
        /** The words that the answer rests on do not stand in the passage. */
        QUOTE_NOT_FOUND,
        /** A model gives the same answer without the source, so the case would not tell whether it was found. */
        ANSWERABLE_WITHOUT_SOURCE,
        /** It asks what another asks. */
        DUPLICATE,
        /** Its numbers are not those of the original. */
        NUMBERS_CHANGED,
        /** There are more than were asked for, or more of its kind than of others. */
        SURPLUS,
        /** No call was left. */
        BUDGET
    }
}
