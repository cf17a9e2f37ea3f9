// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

/** A file of the index is damaged. Restore the folder from a copy, or delete it and ingest the documents again. */
public final class CorruptIndexException extends IndexException {

    private static final long serialVersionUID = 1L;

    CorruptIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
