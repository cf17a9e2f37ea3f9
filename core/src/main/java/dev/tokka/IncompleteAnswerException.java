// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The answer was cut off. Show the partial text as partial, retry, or fall back; it is not an answer. */
public final class IncompleteAnswerException extends ModelException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String partialText;

    /** What cut the answer off. */
    public enum Reason {
        /** It ended before the model said that it was complete, as when a connection breaks. */
        CUT,
        /** No token came for too long. */
        STALLED,
        /** The question's deadline, or the time that the model allows itself, passed. */
        DEADLINE,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The most tokens that one answer may have were written. */
        LENGTH,
        /** More was received than is allowed. */
        TOO_LARGE,
        /** The provider said in the middle that it failed. */
        PROVIDER
    }

    /** Creates a failure that carries what was written before the cut; may be empty. */
    public IncompleteAnswerException(Reason reason, String message, String partialText) {
        this(reason, message, partialText, null);
    }

    /** Creates a failure with its cause, if one is known. */
    public IncompleteAnswerException(Reason reason, String message, String partialText, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
        this.partialText = requireNonNull(partialText, "partialText");
    }

    /** Returns what cut the answer off. */
    public Reason reason() {
        return reason;
    }

    /** Returns what was written before the cut; may be empty. */
    public String partialText() {
        return partialText;
    }
}
