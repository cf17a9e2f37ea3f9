// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An index could not be opened, read or written. The subclass says what the caller can do about it.
 *
 * <p>What was acknowledged before is still there: a failed change leaves the index as it was committed last.
 */
public abstract sealed class IndexException extends RuntimeException
        permits CorruptIndexException, IncompatibleIndexException, IndexLockedException, IndexStorageException {

    private static final long serialVersionUID = 1L;

    IndexException(String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
    }
}
