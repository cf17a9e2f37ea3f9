// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the row of a table that names its columns. */
final class TableHeader {

    private static final int MAX_LENGTH = 300; // a heading is stored with each part of the table
    private static final int FIRST_ROWS = 3; // a title of the whole table may stand above the names
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern NUMBER = Pattern.compile("[^\\p{L}]*\\d[^\\p{L}]*|\\d{4}年.*|[¥$€]?[\\d,.]+[円%]?");

    private TableHeader() {}

    /** Returns the names as {@code a | b | c}, or empty if no row among the first looks as if it named columns. */
    static Optional<String> of(String table) {
        List<String> rows = table.lines().limit(FIRST_ROWS).toList();
        for (String row : rows) {
            String line = row.strip();
            line = line.startsWith("|") ? line.substring(1) : line;
            line = line.endsWith("|") ? line.substring(0, line.length() - 1) : line;
            List<String> cells = BAR.splitAsStream(line).map(String::strip).toList();
            if (cells.size() > 1) {
                return areNames(cells) && line.length() <= MAX_LENGTH
                        ? Optional.of(String.join(" | ", cells))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean areNames(List<String> cells) {
        boolean named = cells.stream().allMatch(cell -> cell.contains(": ")); // rows that name their columns themselves
        return !named && cells.stream().noneMatch(cell -> NUMBER.matcher(cell).matches());
    }
}
