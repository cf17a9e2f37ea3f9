// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.SourceDocument.Flag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.util.CellRangeAddress;

/**
 * Writes one sheet of a workbook: its name as a heading, and a table for all rows between two empty ones. What stands in
 * cells that are merged downwards is repeated in each row, so that a row can be understood alone.
 */
final class SheetText {

    private static final int LEVEL = 1;

    private final TextWriter writer;
    private final String name;
    private final Map<Integer, List<CellRangeAddress>> merged = new HashMap<>(); // by their first row
    private final Map<Integer, Merged> open = new HashMap<>(); // by their column
    private final TableText table;
    private boolean started;
    private int last = -1;

    private record Merged(int lastRow, String text) {}

    SheetText(TextWriter writer, String name, List<CellRangeAddress> regions) {
        this.writer = writer;
        this.name = name;
        this.table = new TableText(writer);
        for (CellRangeAddress region : regions) {
            if (region.getLastRow() > region.getFirstRow()) {
                merged.computeIfAbsent(region.getFirstRow(), none -> new ArrayList<>())
                        .add(region);
            }
        }
    }

    /** Adds the visible cells of a row, by their columns. */
    void row(int row, Map<Integer, String> cells) {
        Map<Integer, String> all = new HashMap<>(cells);
        all.values().removeIf(String::isBlank);
        boolean empty = all.isEmpty();
        open.values().removeIf(each -> each.lastRow() < row);
        open.forEach((column, each) -> all.putIfAbsent(column, each.text()));
        for (CellRangeAddress region : merged.getOrDefault(row, List.of())) {
            String text = all.get(region.getFirstColumn());
            if (text != null) {
                open.put(region.getFirstColumn(), new Merged(region.getLastRow(), text));
            }
        }
        if (empty) {
            return;
        }
        if (row != last + 1) {
            table.flush();
        }
        last = row;
        if (!started) {
            started = true;
            writer.heading(LEVEL, name);
        }
        table.row(all);
    }

    /** Notes that there is something in the sheet which is not shown. */
    void hidden() {
        writer.flag(Flag.HIDDEN_TEXT_REMOVED);
    }

    /** Writes what is left. */
    void finish() {
        table.flush();
    }
}
