// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

/** Somebody else is writing to the index. Try again when they have finished; reading is possible meanwhile. */
public final class IndexLockedException extends IndexException {

    private static final long serialVersionUID = 1L;

    IndexLockedException(String message, Throwable cause) {
        super(message, cause);
    }
}
