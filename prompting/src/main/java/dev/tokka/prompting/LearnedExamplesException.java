// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

/** A file does not hold a choice of examples that this version reads, or holds a damaged one. The message names the file. */
public final class LearnedExamplesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LearnedExamplesException(String message) {
        super(message);
    }

    LearnedExamplesException(String message, Throwable cause) {
        super(message, cause);
    }
}
