// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.util.List;

/**
 * Is told how an ingestion goes, on the thread that ingests.
 *
 * <p>An exception thrown by a listener ends the ingestion and reaches its caller; what was committed stays.
 */
@FunctionalInterface
public interface IngestListener {

    /** Listens to nothing. */
    IngestListener NONE = progress -> {};

    /** Is told that documents were committed: they are on the disk (fsync) and survive a crash from now on. */
    void committed(Progress progress);

    /**
     * How far an ingestion is.
     *
     * @param acknowledged the documents that this commit made durable, by id
     * @param done how many documents are finished, unchanged and failed ones included
     * @param total how many documents there are
     */
    record Progress(List<String> acknowledged, int done, int total) {

        /** Copies the list. */
        public Progress {
            acknowledged = List.copyOf(acknowledged);
        }
    }
}
