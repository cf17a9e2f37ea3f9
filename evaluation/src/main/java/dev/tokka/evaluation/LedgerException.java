// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

/** A file of kept answers cannot be read or written, or is damaged. The message names the file, and the line if there is one. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with what was expected, what was seen, and where. */
    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Makes an exception with what was expected, what was seen, and where. */
    public LedgerException(String message) {
        super(message);
    }
}
