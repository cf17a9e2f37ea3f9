// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/** This model cannot take this question, as when it is too long. Another model may; a retry will not help. */
public final class QuestionRejectedException extends ModelException {

    private static final long serialVersionUID = 1L;

    /** Creates a rejection. */
    public QuestionRejectedException(String message) {
        super(message, null);
    }

    /** Creates a rejection with its cause. */
    public QuestionRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
