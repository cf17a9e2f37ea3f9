// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table of texts.
 *
 * @param columns the heads; at least one
 * @param rows each with as many cells as there are columns
 */
public record Table(List<Phrase> columns, List<List<Phrase>> rows) {

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if there is no column, or a row has more or fewer cells than there are columns
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table needs at least one column");
        }
        for (List<Phrase> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "expected " + columns.size() + " cells in each row but one has " + row.size());
            }
        }
    }

    /** Returns a table without rows. */
    public static Table of(Phrase... columns) {
        return new Table(List.of(columns), List.of());
    }

    /** Returns this table with one more row. */
    public Table with(Phrase... cells) {
        return new Table(
                columns, Stream.concat(rows.stream(), Stream.of(List.of(cells))).toList());
    }
}
