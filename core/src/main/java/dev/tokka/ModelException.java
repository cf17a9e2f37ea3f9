// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A model could not answer. The subclass says what the caller can do about it.
 *
 * <p>Messages say what was expected, what was seen and where; never a secret and never the text of the question, which
 * may be personal data.
 *
 * <p>Wrong arguments are not model failures: they throw {@link NullPointerException} or {@link IllegalArgumentException}
 * and mean that the calling code has a bug.
 */
public abstract sealed class ModelException extends RuntimeException
        permits ModelUnavailableException,
                QuestionRejectedException,
                IncompleteAnswerException,
                PolicyViolationException {

    private static final long serialVersionUID = 1L;

    ModelException(String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
    }
}
