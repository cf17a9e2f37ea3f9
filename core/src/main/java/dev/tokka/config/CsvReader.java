// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads comma-separated values as of RFC 4180, each with its place. Blank lines are left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvReader {

    private static final String ENDS = ",\r\n";

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    CsvReader(String text) {
        this.text = text;
    }

    /** One value. */
    record Cell(Place place, String text) {}

    boolean hasNext() {
        boolean blank;
        do {
            blank = endLine();
        } while (blank);
        return at < text.length();
    }

    /** Returns the cells of the next row; or empty after a problem, and then there is no further row. */
    Optional<List<Cell>> next(Problems problems) {
        List<Cell> cells = new ArrayList<>();
        do {
            Optional<Cell> cell = cell(problems);
            if (cell.isEmpty()) {
                at = text.length();
                return Optional.empty();
            }
            cells.add(cell.get());
        } while (skip(','));
        endLine();
        return Optional.of(cells);
    }

    private Optional<Cell> cell(Problems problems) {
        Place place = place();
        if (skip('"')) {
            return quoted(place, problems);
        }
        int start = at;
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Optional.of(new Cell(place, text.substring(start, at)));
    }

    private Optional<Cell> quoted(Place place, Problems problems) {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char letter = text.charAt(at);
            at++;
            if (letter == '"' && !skip('"')) {
                return at == text.length() || ENDS.indexOf(text.charAt(at)) >= 0
                        ? Optional.of(new Cell(place, value.toString()))
                        : problems.add(place(), "a comma or the end of the row after a quoted cell", "something else");
            }
            if (letter == '\n') {
                beginLine();
            }
            value.append(letter);
        }
        return problems.add(place, "a cell that ends with a quote", "the end of the file");
    }

    /** Goes over the end of a line, if there is one. */
    private boolean endLine() {
        boolean carriageReturn = skip('\r');
        boolean lineFeed = skip('\n');
        if (carriageReturn || lineFeed) {
            beginLine();
        }
        return carriageReturn || lineFeed;
    }

    private void beginLine() {
        line++;
        lineStart = at;
    }

    private boolean skip(char letter) {
        boolean there = at < text.length() && text.charAt(at) == letter;
        at += there ? 1 : 0;
        return there;
    }

    private Place place() {
        return new Place(line, at - lineStart + 1);
    }
}
