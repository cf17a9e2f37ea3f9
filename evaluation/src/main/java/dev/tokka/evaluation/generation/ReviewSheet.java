// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import dev.tokka.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A spreadsheet in which people decide on generated questions.
 *
 * <p>It is a CSV file in UTF-8 with a byte order mark, which spreadsheet programs need to see, and with the columns
 * {@code id, question, answer, quote, source, verdict, correction, note}. A reviewer writes into the last three only:
 * {@code accepted}, {@code corrected} (with the right answer as the correction) or {@code rejected}, or {@code 採用},
 * {@code 修正}, {@code 却下}; an empty verdict is a question that is not decided yet. Cells that begin as formulas are
 * written with an apostrophe before them, because the texts come from documents and models.
 *
 * <p>Semicolons and tabs between the cells are read too, as some programs write them.
 *
 * @param questions with different ids, in the order of the rows
 */
public record ReviewSheet(List<GeneratedQuestion> questions) {

    private static final List<String> COLUMNS =
            List.of("id", "question", "answer", "quote", "source", "verdict", "correction", "note");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Map<String, Review.Verdict> VERDICTS = Map.of(
            "accepted", Review.Verdict.ACCEPTED,
            "corrected", Review.Verdict.CORRECTED,
            "rejected", Review.Verdict.REJECTED,
            "採用", Review.Verdict.ACCEPTED,
            "修正", Review.Verdict.CORRECTED,
            "却下", Review.Verdict.REJECTED,
            "", Review.Verdict.PENDING);

    /** Copies the questions and checks that their ids differ. */
    public ReviewSheet {
        questions = List.copyOf(questions);
        Set<String> ids = new HashSet<>();
        for (GeneratedQuestion question : questions) {
            if (!ids.add(question.id())) {
                throw new IllegalArgumentException("ids must differ but two are " + question.id());
            }
        }
    }

    /**
     * Writes the sheet for a reviewer.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, toCsv(), StandardCharsets.UTF_8);
    }

    /** Returns the sheet as CSV, begun by a byte order mark. */
    public String toCsv() {
        StringBuilder out = new StringBuilder(BYTE_ORDER_MARK);
        append(out, COLUMNS);
        questions.forEach(question -> append(out, cells(question)));
        return out.toString();
    }

    /**
     * Reads what a reviewer decided.
     *
     * @param reviewer who decided; not blank
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException as {@link #parse} says, and if the file is not in UTF-8
     */
    public Review read(Path file, String reviewer) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = String.valueOf(file.getFileName());
        try {
            String csv = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(csv, reviewer, name);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    name + ": expected UTF-8 but it is not; save it as \"CSV UTF-8\" in the spreadsheet program", e);
        }
    }

    /**
     * Reads what a reviewer decided. Questions without a row are pending.
     *
     * @param csv with a row of column names; the columns may be in any order, and others are ignored
     * @param reviewer who decided; not blank
     * @param name of the sheet, for messages
     * @throws IllegalArgumentException if a column is missing, an id or a verdict is unknown, an id comes twice, or a
     *     correction is missing or not called for; the message has the row (the first is 1) and the column
     */
    public Review parse(String csv, String reviewer, String name) {
        Checks.requireText(reviewer, "reviewer");
        List<CSVRecord> records = records(csv, name);
        Reading reading =
                new Reading(name, records.isEmpty() ? List.of() : records.get(0).toList());
        Map<String, Review.Row> rows = new LinkedHashMap<>();
        for (CSVRecord row : records.subList(Math.min(1, records.size()), records.size())) {
            if (row.stream().allMatch(String::isBlank)) {
                continue;
            }
            Review.Row read = reading.row(row);
            if (rows.put(read.question().id(), read) != null) {
                throw reading.wrong(
                        row, "id", "an id that comes once", read.question().id());
            }
        }
        return new Review(
                reviewer,
                questions.stream()
                        .map(question -> rows.getOrDefault(
                                question.id(), new Review.Row(question, Review.Verdict.PENDING, "", "")))
                        .toList(),
                reading.altered);
    }

    /** Returns the English word of a verdict. */
    static String word(Review.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder out, List<String> cells) {
        out.append(CSVFormat.DEFAULT.format(cells.toArray())).append("\r\n");
    }

    private static List<CSVRecord> records(String csv, String name) {
        String text = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false) // else the numbers of rows would not be those that the reviewer sees
                .get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            return parser.getRecords();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(name + ": expected CSV but " + e.getMessage(), e);
        }
    }

    /** The names of the columns hold none of the delimiters. */
    private static char delimiter(String text) {
        String header = text.lines().findFirst().orElse("");
        return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
    }

    private static List<String> cells(GeneratedQuestion question) {
        return List.of(
                Cells.safe(question.id()),
                Cells.safe(question.question()),
                Cells.safe(question.answer()),
                Cells.safe(question.quote()),
                Cells.safe(place(question)),
                "",
                "",
                "");
    }

    private static String place(GeneratedQuestion question) {
        return question.source().label() + " [" + question.source().span().start() + ", "
                + question.source().span().end() + ")";
    }

    private static String plain(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Reads the rows of one file. */
    private final class Reading {

        private final String name;
        private final Map<String, Integer> columns = new LinkedHashMap<>();
        private final Map<String, GeneratedQuestion> byId = new LinkedHashMap<>();
        private final List<String> altered = new ArrayList<>();

        Reading(String name, List<String> header) {
            this.name = name;
            for (int i = 0; i < header.size(); i++) {
                columns.putIfAbsent(plain(header.get(i)), i);
            }
            for (String column : COLUMNS) {
                if (!columns.containsKey(column)) {
                    throw new IllegalArgumentException(
                            name + ", row 1: expected a column " + column + " but the columns are " + header);
                }
            }
            questions.forEach(question -> byId.put(question.id(), question));
        }

        Review.Row row(CSVRecord row) {
            String id = Cells.original(cell(row, "id")).strip();
            GeneratedQuestion question = byId.get(id);
            if (question == null) {
                throw wrong(row, "id", "the id of a question of this sheet", id);
            }
            noteAltered(row, question);
            String seen = cell(row, "verdict");
            Review.Verdict verdict = VERDICTS.get(plain(seen));
            if (verdict == null) {
                throw wrong(row, "verdict", "accepted, corrected or rejected, or nothing", seen);
            }
            String correction = Cells.original(cell(row, "correction")).strip();
            if (verdict == Review.Verdict.CORRECTED && correction.isEmpty()) {
                throw wrong(row, "correction", "the right answer, since the verdict is corrected", correction);
            }
            if (verdict != Review.Verdict.CORRECTED && !correction.isEmpty()) {
                throw wrong(row, "correction", "nothing, since the verdict is not corrected", correction);
            }
            return new Review.Row(
                    question,
                    verdict,
                    correction,
                    Cells.original(cell(row, "note")).strip());
        }

        /** Programs also change line breaks, so white space is not compared. */
        private void noteAltered(CSVRecord row, GeneratedQuestion question) {
            List<String> written = cells(question);
            for (int i = 1; i < COLUMNS.indexOf("verdict"); i++) {
                String now = Texts.oneLine(cell(row, COLUMNS.get(i)));
                // A spreadsheet may take the apostrophe as its own mark of text and drop it.
                if (!now.equals(Texts.oneLine(written.get(i)))
                        && !now.equals(Texts.oneLine(Cells.original(written.get(i))))) {
                    altered.add("row " + row.getRecordNumber() + ", column " + COLUMNS.get(i));
                }
            }
        }

        private String cell(CSVRecord row, String column) {
            int index = columns.getOrDefault(column, Integer.MAX_VALUE);
            return index < row.size() ? row.get(index) : "";
        }

        IllegalArgumentException wrong(CSVRecord row, String column, String expected, String seen) {
            return new IllegalArgumentException(name + ", row " + row.getRecordNumber() + ", column " + column
                    + ": expected " + expected + " but found \"" + seen + "\"");
        }
    }
}
