// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a vocabulary from a table; {@link Vocabulary#read} says how it looks. */
final class VocabularyFile {

    private static final String FORM = "form";
    private static final String READING = "reading";
    private static final String SYNONYMS = "synonyms";
    private static final List<String> COLUMNS = List.of(FORM, READING, SYNONYMS);

    private final Path file;
    private final CSVFormat format;

    VocabularyFile(Path file) {
        this.file = file;
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        CSVFormat separated = name.endsWith(".tsv") ? CSVFormat.TDF : CSVFormat.RFC4180;
        this.format = separated
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setCommentMarker('#')
                .get();
    }

    Vocabulary read() {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            skipMark(reader);
            return read(reader);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "expected a table in UTF-8 but reading failed with " + e.getMessage() + ", in vocabulary " + file,
                    e);
        }
    }

    /** Spreadsheets write a byte order mark, which is no part of the first column's name. */
    private static void skipMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    private Vocabulary read(Reader reader) throws IOException {
        List<Vocabulary.Term> terms = new ArrayList<>();
        try (CSVParser rows =
                CSVParser.builder().setReader(reader).setFormat(format).get()) {
            if (!rows.getHeaderNames().contains(FORM) || !COLUMNS.containsAll(rows.getHeaderNames())) {
                throw new IllegalArgumentException("expected the columns " + COLUMNS + ", of which " + FORM
                        + " is required, but got " + rows.getHeaderNames() + ", in line 1 of vocabulary " + file);
            }
            for (CSVRecord row : rows) {
                terms.add(term(row, rows.getCurrentLineNumber()));
            }
        }
        return new Vocabulary(terms);
    }

    private Vocabulary.Term term(CSVRecord row, long line) {
        if (!row.isConsistent() && row.size() > COLUMNS.size()) {
            throw new IllegalArgumentException("expected " + COLUMNS.size() + " columns or fewer but got " + row.size()
                    + ", in line " + line + " of vocabulary " + file);
        }
        String form = column(row, FORM);
        if (form.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a form but it is blank, in line " + line + " of vocabulary " + file);
        }
        List<String> synonyms = Arrays.stream(column(row, SYNONYMS).split("[|｜]", -1))
                .map(String::strip)
                .filter(synonym -> !synonym.isEmpty())
                .toList();
        return new Vocabulary.Term(form, column(row, READING), synonyms);
    }

    private static String column(CSVRecord row, String name) {
        return row.isSet(name) ? row.get(name).strip() : "";
    }
}
