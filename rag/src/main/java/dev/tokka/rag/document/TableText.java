// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of one table, which become a block of lines {@code a | b | c}. Columns and rows that hold nothing are left out;
 * an empty cell in a column that holds something keeps its place.
 */
final class TableText {

    private final TextWriter writer;
    private final List<SortedMap<Integer, String>> rows = new ArrayList<>();
    private final SortedSet<Integer> columns = new TreeSet<>();
    private int characters;

    TableText(TextWriter writer) {
        this.writer = writer;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Adds a row of cells by their column, in any order. */
    void row(Map<Integer, String> cells) {
        SortedMap<Integer, String> row = new TreeMap<>();
        cells.forEach((column, cell) -> {
            String line = oneLine(cell);
            if (!line.isEmpty()) {
                row.put(column, line);
                characters += line.length() + 1;
            }
        });
        writer.requireRoom(characters);
        if (!row.isEmpty()) {
            rows.add(row);
            columns.addAll(row.keySet());
        }
    }

    /** Adds a row of cells from left to right. */
    void row(List<String> cells) {
        Map<Integer, String> row = new TreeMap<>();
        for (int i = 0; i < cells.size(); i++) {
            row.put(i, cells.get(i));
        }
        row(row);
    }

    /** Writes the table, if it has rows, and starts the next. */
    void flush() {
        StringBuilder text = new StringBuilder();
        for (SortedMap<Integer, String> row : rows) {
            int last = row.lastKey();
            for (int column : columns) {
                if (column > last) {
                    break;
                }
                text.append(column == columns.first() ? "" : " | ").append(row.getOrDefault(column, ""));
                writer.requireRoom(text.length());
            }
            text.append('\n');
        }
        writer.block(Block.Kind.TABLE, text.toString());
        rows.clear();
        columns.clear();
        characters = 0;
    }

    private static String oneLine(String cell) {
        return cell.strip().replaceAll("\\s+", " ");
    }
}
