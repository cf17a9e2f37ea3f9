// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

/** A file of kept answers cannot be read or written, or is damaged. The message names the file, and the line if there is one. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }

    LedgerException(String message) {
        super(message);
    }
}
