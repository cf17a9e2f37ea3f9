// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Writes a table of comma-separated values so that each row can be understood alone: {@code name: value | name: value},
 * without the columns that are empty. Files without names in their first row, and those that would become too large this
 * way, are written as {@code a | b | c}.
 */
final class CsvReader {

    private static final String DELIMITERS = ",\t;|";
    private static final int SAMPLE_LINES = 50;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d０-９.,/:年月日 %¥$€-]*[\\d０-９][\\d０-９.,/:年月日 %-]*");

    private CsvReader() {}

    static SourceDocument parse(String id, String source, ReadTimer timer, int maxCharacters) throws IOException {
        TextWriter writer = new TextWriter(id, maxCharacters);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(source))
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .setLenientEof(true)
                .setTrailingData(true)
                .get();
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(timer.reader(source), format)) {
            for (CSVRecord row : parser) {
                timer.check();
                rows.add(row.stream().map(cell -> cell.replaceAll("\\s+", " ")).toList());
            }
        }
        if (rows.size() > 1 && isHeader(rows.get(0)) && fits(rows, maxCharacters)) {
            writer.block(Block.Kind.TABLE, named(rows));
        } else {
            TableText table = new TableText(writer);
            rows.forEach(row -> table.row(row));
            table.flush();
        }
        return writer.finish("");
    }

    /** Returns the character that parts most lines of the sample into the same number of cells, more than one. */
    private static char delimiter(String source) {
        char best = ',';
        int most = 0;
        for (int k = 0; k < DELIMITERS.length(); k++) {
            char candidate = DELIMITERS.charAt(k);
            int[] lines = new int[SAMPLE_LINES];
            int count = countPerLine(source, candidate, lines);
            int agreeing = 0;
            for (int i = 0; i < count; i++) {
                agreeing += lines[i] > 0 && lines[i] == lines[0] ? 1 : 0;
            }
            if (agreeing > most) {
                most = agreeing;
                best = candidate;
            }
        }
        return best;
    }

    /** Counts {@code candidate} outside of quotes in the first lines, and returns how many lines were counted. */
    private static int countPerLine(String source, char candidate, int[] lines) {
        int line = 0;
        boolean quoted = false;
        boolean empty = true;
        for (int i = 0; i < source.length() && line < lines.length; i++) {
            char c = source.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                line += empty ? 0 : 1;
                empty = true;
                continue;
            } else if (c == candidate && !quoted) {
                lines[line]++;
            }
            empty = empty && c == '\r';
        }
        return empty ? line : Math.min(line + 1, lines.length);
    }

    /** Returns whether a row names columns: each cell differently, none by a number or a sentence. */
    private static boolean isHeader(List<String> row) {
        Set<String> names = new HashSet<>();
        for (String cell : row) {
            if (cell.isBlank() || cell.length() > 100 || NUMBER.matcher(cell).matches() || !names.add(cell)) {
                return false;
            }
        }
        return row.size() > 1 || names.size() == 1;
    }

    private static boolean fits(List<List<String>> rows, int maxCharacters) {
        List<String> names = rows.get(0);
        long length = 0;
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int i = 0; i < row.size(); i++) {
                length += row.get(i).isEmpty()
                        ? 0
                        : row.get(i).length() + 5L + name(names, i).length();
            }
        }
        return length <= maxCharacters;
    }

    private static String named(List<List<String>> rows) {
        List<String> names = rows.get(0);
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows.subList(1, rows.size())) {
            String mark = "";
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    text.append(mark).append(name(names, i)).append(": ").append(row.get(i));
                    mark = " | ";
                }
            }
            text.append(mark.isEmpty() ? "" : "\n");
        }
        return text.toString();
    }

    private static String name(List<String> names, int column) {
        return column < names.size() ? names.get(column) : "column " + (column + 1);
    }
}
