// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Digests;
import java.io.IOException;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A change of a store of documents, written by one ingestion. A document is put or removed as one; searches see the old or
 * the new version whole. Used by one thread.
 */
public interface IndexChange {

    /** Returns the digests of the documents, by their id, that the store held when this change began. */
    SortedMap<String, String> known();

    /** Adds {@code entry}, in the place of the earlier version of its document if there is one. */
    void put(IndexEntry entry) throws IOException;

    /** Removes the document {@code id}; nothing happens if there is none. */
    void remove(String id) throws IOException;

    /** Returns what identifies the contents of a store with documents of these {@code digests}, by their id. */
    static String contents(SortedMap<String, String> digests) {
        return Digests.sha256(digests.entrySet().stream()
                .map(document -> document.getValue() + " " + document.getKey())
                .collect(Collectors.joining("\n")));
    }

    /** Makes everything so far durable: it survives a crash when this returns. */
    void commit() throws IOException;
}
