// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.List;

/**
 * One line on a page of a PDF.
 *
 * @param page counted from 1
 * @param y distance of its baseline from the top of the page, in points
 * @param size size of its largest letters, in points
 * @param cells its parts between wide gaps, as in a row of a table; at least one
 */
record PdfLine(int page, float y, float size, List<Cell> cells) {

    PdfLine {
        cells = List.copyOf(cells);
    }

    /**
     * A part of a line.
     *
     * @param text what it says; not blank
     * @param start where it starts, in points from the left
     * @param end where it ends
     */
    record Cell(String text, float start, float end) {}

    /** Returns whether this line may be a row of a table. */
    boolean isRow() {
        return cells.size() > 1;
    }

    /** Returns the line with {@code " | "} between its cells. */
    String text() {
        return String.join(" | ", cells.stream().map(Cell::text).toList());
    }
}
