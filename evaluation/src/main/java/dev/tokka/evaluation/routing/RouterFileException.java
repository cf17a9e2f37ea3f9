// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

/** A file does not hold a router that this version reads, or holds a damaged one. The message names the file. */
public final class RouterFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with what was expected, what was seen, and where. */
    public RouterFileException(String message) {
        super(message);
    }

    /** Makes an exception with what was expected, what was seen, and where. */
    public RouterFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
