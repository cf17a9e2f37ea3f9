// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a Markdown table, row by row, each at its place in the document; the row of dashes is left out.
 *
 * @param rows of cells; the first row has the names of the columns
 */
record TableCells(List<List<Span>> rows) {

    TableCells {
        rows = List.copyOf(rows);
    }

    static TableCells of(String text, Span table) {
        List<List<Span>> rows = new ArrayList<>();
        int start = table.start();
        while (start < table.end()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 || newline > table.end() ? table.end() : newline;
            if (!text.substring(start, end).matches("[|:\\s-]*")) {
                rows.add(cells(text, start, end));
            }
            start = end + 1;
        }
        return new TableCells(rows);
    }

    private static List<Span> cells(String text, int from, int to) {
        List<Span> cells = new ArrayList<>();
        int start = text.indexOf('|', from) + 1;
        for (int i = start; i < to; i++) {
            if (text.charAt(i) == '|') {
                cells.add(stripped(text, start, i));
                start = i + 1;
            }
        }
        return List.copyOf(cells);
    }

    private static Span stripped(String text, int from, int to) {
        String cell = text.substring(from, to);
        int start = from + cell.length() - cell.stripLeading().length();
        return new Span(Math.min(start, to), Math.min(start, to) + cell.strip().length());
    }
}
