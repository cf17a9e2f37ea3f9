// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;

/**
 * What forgetting a document did.
 *
 * @param document its id
 * @param passages how many passages were removed, with their words, texts and vectors; 0 if there was no such document
 * @param snapshot the index without it, as {@link LuceneIndex#snapshot} says
 * @param filesRemoved the files that held removed documents and are deleted, by name
 * @param filesLeft files that the operating system would not delete yet, as it may while they are open; the next
 *     change of the index tries again. Often empty
 * @param searchesBefore how many searches of this process still read the index as it was before; when they end, nothing
 *     of the document is left
 */
public record ForgetReport(
        String document,
        int passages,
        String snapshot,
        List<String> filesRemoved,
        List<String> filesLeft,
        int searchesBefore) {

    /** Copies the lists. */
    public ForgetReport {
        requireNonNull(document, "document");
        requireNonNull(snapshot, "snapshot");
        Checks.requireAtLeast(0, passages, "passages");
        Checks.requireAtLeast(0, searchesBefore, "searchesBefore");
        filesRemoved = List.copyOf(filesRemoved);
        filesLeft = List.copyOf(filesLeft);
    }

    /** Returns whether nothing of the document is left in the folder, nor in a search of this process. */
    public boolean isComplete() {
        return filesLeft.isEmpty() && searchesBefore == 0;
    }
}
