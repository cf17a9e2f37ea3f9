// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.document.DocumentException;
import java.util.List;

/**
 * What an ingestion did, by document id.
 *
 * @param added documents that are new
 * @param updated documents that changed
 * @param unchanged documents that stand in the index as they are, and were not touched
 * @param removed documents that are no longer there
 * @param skipped files of a type that is not read
 * @param failures documents that could not be read; their earlier version, if any, stays in the index
 */
public record IngestReport(
        List<String> added,
        List<String> updated,
        List<String> unchanged,
        List<String> removed,
        List<String> skipped,
        List<DocumentException> failures) {

    /** Copies the lists. */
    public IngestReport {
        added = List.copyOf(added);
        updated = List.copyOf(updated);
        unchanged = List.copyOf(unchanged);
        removed = List.copyOf(removed);
        skipped = List.copyOf(skipped);
        failures = List.copyOf(failures);
    }

    /** Returns a line such as {@code "2 added, 0 updated, 14 unchanged, 0 removed, 1 skipped, 1 failed"}. */
    @Override
    public String toString() {
        return added.size() + " added, " + updated.size() + " updated, " + unchanged.size() + " unchanged, "
                + removed.size() + " removed, " + skipped.size() + " skipped, " + failures.size() + " failed";
    }
}
