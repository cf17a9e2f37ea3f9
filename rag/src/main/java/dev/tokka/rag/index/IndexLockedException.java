// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import org.jspecify.annotations.Nullable;

/** Somebody else is writing to the index. Try again when they have finished; reading is possible meanwhile. */
public final class IndexLockedException extends IndexException {

    private static final long serialVersionUID = 1L;

    /** Creates the failure of a writer that finds another one. */
    public IndexLockedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
