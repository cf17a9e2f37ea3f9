// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.LockObtainFailedException;

/** Turns Lucene's failures into those of this package. */
final class LuceneFailures {

    private LuceneFailures() {}

    /** Returns {@code message}, and after it the first cause of {@code failure}, which names the file or says why. */
    private static String because(String message, IOException failure) {
        Throwable first = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            first = cause;
        }
        return first == failure ? message : message + ", because of " + first;
    }

    /** Returns the failure that {@code cause} means for the index in {@code directory}, while {@code doing} it. */
    static IndexException of(IOException cause, String doing, Path directory) {
        if (cause instanceof LockObtainFailedException) {
            return new IndexLockedException(
                    "expected no other writer while " + doing + " but one holds the lock of " + directory, cause);
        }
        if (cause instanceof IndexFormatTooOldException || cause instanceof IndexFormatTooNewException) {
            return new IncompatibleIndexException(
                    "expected an index of this version of Lucene while " + doing + " but " + cause.getMessage()
                            + ", in " + directory,
                    cause);
        }
        if (cause instanceof org.apache.lucene.index.CorruptIndexException
                || cause instanceof EOFException
                || cause instanceof NoSuchFileException) {
            return new CorruptIndexException(
                    "expected an undamaged index while " + doing + " but "
                            + because(String.valueOf(cause.getMessage()), cause) + ", in " + directory,
                    cause);
        }
        return new IndexStorageException(
                doing + " failed with " + because(cause.toString(), cause) + ", in " + directory
                        + "; what was committed before is still there",
                cause);
    }
}
