// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import org.jspecify.annotations.Nullable;

/**
 * The folder holds something else than what it was opened as: an index of another encoder, chunker or version, or no
 * index at all. Open it with what it was written with, or choose another folder.
 */
public final class IncompatibleIndexException extends IndexException {

    private static final long serialVersionUID = 1L;

    /** Creates the failure of a store that holds something else. */
    public IncompatibleIndexException(String message) {
        this(message, null);
    }

    IncompatibleIndexException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
