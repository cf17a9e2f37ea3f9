// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the rows of a table in a PDF into columns, so that a row with an empty cell does not shift.
 *
 * <p>The row with the most cells says where the columns are; each cell of another row goes to the column that it overlaps
 * most or is nearest to.
 */
final class PdfTable {

    private PdfTable() {}

    /** Returns the rows as {@code a | b | c}, one on each line. */
    static String text(List<PdfLine> rows) {
        PdfLine widest = rows.get(0);
        for (PdfLine row : rows) {
            widest = row.cells().size() > widest.cells().size() ? row : widest;
        }
        List<PdfLine.Cell> columns = new ArrayList<>(widest.cells());
        StringBuilder text = new StringBuilder();
        for (PdfLine row : rows) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(row.cells().size() == columns.size() ? row.text() : aligned(row, columns));
        }
        return text.toString();
    }

    private static String aligned(PdfLine row, List<PdfLine.Cell> columns) {
        String[] cells = new String[columns.size()];
        Arrays.fill(cells, "");
        int last = -1;
        for (int i = 0; i < row.cells().size(); i++) {
            PdfLine.Cell cell = row.cells().get(i);
            int most = columns.size() - (row.cells().size() - i); // leaves a column for each cell that follows
            int column = Math.min(Math.max(nearest(cell, columns), last + 1), most);
            cells[column] = cell.text();
            last = column;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            text.append(i == 0 ? "" : " | ").append(cells[i]);
        }
        return text.toString();
    }

    private static int nearest(PdfLine.Cell cell, List<PdfLine.Cell> columns) {
        int best = 0;
        float closest = Float.MAX_VALUE;
        for (int i = 0; i < columns.size(); i++) {
            PdfLine.Cell column = columns.get(i);
            // how far apart they are; less than zero by how much they overlap
            float distance = Math.max(column.start() - cell.end(), cell.start() - column.end());
            if (distance < closest) {
                closest = distance;
                best = i;
            }
        }
        return best;
    }
}
