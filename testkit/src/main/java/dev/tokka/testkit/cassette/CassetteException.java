// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

/** A cassette is missing, broken or cannot be written. The message names the file and, where it is known, the line. */
public final class CassetteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CassetteException(String message) {
        super(message);
    }

    CassetteException(String message, Throwable cause) {
        super(message, cause);
    }
}
