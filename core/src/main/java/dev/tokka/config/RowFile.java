// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.core.JsonFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A file of rows: JSON lines, or CSV with a header. All rows that are wrong are told, but no more than the first few.
 *
 * @param columns what a row holds
 * @param row the type of a row
 */
record RowFile<V>(List<Setting<?>> columns, Type<V> row) {

    static final int MAX_BYTES = 32_000_000;
    static final int MAX_ROWS = 100_000;
    static final int MAX_WRONG = 20;

    private static final String NAMES = "a file named *.jsonl or *.csv";

    /** Rows, one after the other. */
    private interface Source {

        boolean hasNext();

        /** Returns the next row, or empty after a problem. */
        Optional<Node> next(Problems problems);
    }

    /** Returns how all rows are made, or empty after problems. */
    Optional<Plan<List<V>>> read(Path file, Reading reading) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        Problems problems = reading.problems();
        Optional<Source> source;
        if (name.endsWith(".jsonl")) {
            source = TextFile.read(file, MAX_BYTES, problems).map(RowFile::lines);
        } else if (name.endsWith(".csv")) {
            source = TextFile.read(file, MAX_BYTES, problems).flatMap(text -> table(text, problems));
        } else {
            source = problems.add(Place.START, NAMES, "this name");
        }
        return source.flatMap(rows -> plan(rows, file, reading));
    }

    private Optional<Plan<List<V>>> plan(Source rows, Path file, Reading reading) {
        List<Plan<V>> plans = new ArrayList<>();
        int number = 0;
        int wrong = 0;
        while (rows.hasNext() && wrong < MAX_WRONG) {
            Problems problems = new Problems(file);
            number++;
            if (number > MAX_ROWS) {
                return reading.problems().add(Place.START, "at most " + MAX_ROWS + " rows", "more");
            }
            rows.next(problems)
                    .flatMap(node -> row.read(node, reading.with(problems)))
                    .ifPresent(plans::add);
            if (!problems.isEmpty()) {
                wrong++;
                reading.problems().addAll(problems, ", in row " + number);
            }
        }
        if (wrong == MAX_WRONG && rows.hasNext()) {
            return reading.problems()
                    .add(Place.START, "rows that are right", MAX_WRONG + " that are not, and read no further");
        }
        if (number == 0) {
            return reading.problems().add(Place.START, "at least one row", "none");
        }
        return wrong == 0 ? Optional.of(Plan.all(plans)) : Optional.empty();
    }

    private static Source lines(String text) {
        List<String> lines = text.lines().toList();
        Iterator<Integer> numbers = IntStream.range(0, lines.size())
                .filter(line -> !lines.get(line).isBlank())
                .iterator();
        JsonFactory factory = new JsonFactory();
        return new Source() {
            @Override
            public boolean hasNext() {
                return numbers.hasNext();
            }

            @Override
            public Optional<Node> next(Problems problems) {
                int line = numbers.next();
                return NodeReader.ofLine(line + 1, problems).parse(factory, lines.get(line));
            }
        };
    }

    private Optional<Source> table(String text, Problems problems) {
        CsvReader reader = new CsvReader(text);
        if (!reader.hasNext()) {
            return problems.add(Place.START, "a row with the names of columns", "an empty file");
        }
        return reader.next(problems)
                .flatMap(header -> checked(header, problems))
                .map(header -> new Source() {
                    @Override
                    public boolean hasNext() {
                        return reader.hasNext();
                    }

                    @Override
                    public Optional<Node> next(Problems found) {
                        return reader.next(found).flatMap(cells -> node(header, cells, found));
                    }
                });
    }

    /** Returns the header if each column is one of those of a row, once, and none is missing. */
    private Optional<List<CsvReader.Cell>> checked(List<CsvReader.Cell> header, Problems problems) {
        Map<String, Setting<?>> left = columns.stream().collect(Collectors.toMap(Setting::name, Function.identity()));
        List<String> known = columns.stream().map(Setting::name).toList();
        boolean right = true;
        for (CsvReader.Cell cell : header) {
            if (left.remove(cell.text()) == null) {
                problems.add(
                        cell.place(),
                        known.contains(cell.text()) ? "every column once" : "a column, " + Spelling.oneOf(known),
                        known.contains(cell.text())
                                ? "'" + cell.text() + "' a second time"
                                : Spelling.seen(cell.text(), known));
                right = false;
            }
        }
        for (Setting<?> missing : left.values()) {
            if (missing.isRequired()) {
                problems.add(Place.START, "the column '" + missing + "' (" + missing.description() + ")", "none");
                right = false;
            }
        }
        return right ? Optional.of(header) : Optional.empty();
    }

    private Optional<Node> node(List<CsvReader.Cell> header, List<CsvReader.Cell> cells, Problems problems) {
        Place place = cells.get(0).place();
        if (cells.size() != header.size()) {
            return problems.add(place, header.size() + " cells, as in the first row", "" + cells.size());
        }
        List<Node.Entry> entries = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            CsvReader.Cell cell = cells.get(i);
            String name = header.get(i).text();
            if (!cell.text().isEmpty() || isRequired(name)) { // what may be left out is left out by an empty cell
                Node value = new Node.Scalar(cell.place(), Node.Form.DATA, cell.text());
                entries.add(new Node.Entry(name, header.get(i).place(), value));
            }
        }
        return Optional.of(new Node.Mapping(place, List.copyOf(entries)));
    }

    private boolean isRequired(String column) {
        return columns.stream()
                .anyMatch(setting -> setting.isRequired() && setting.name().equals(column));
    }
}
