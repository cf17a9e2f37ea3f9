// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import org.jspecify.annotations.Nullable;

/**
 * The file system failed, as when the disk is full or the folder may not be written. Mend that and do it again: what was
 * acknowledged before is still there.
 */
public final class IndexStorageException extends IndexException {

    private static final long serialVersionUID = 1L;

    /** Creates a failure of a store; the message holds no secret. */
    public IndexStorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
