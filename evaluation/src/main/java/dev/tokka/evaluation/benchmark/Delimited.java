// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Files of texts between commas or tabulators, with the names of the columns in the first row or given. */
final class Delimited {

    private final CSVFormat format;

    /** Without columns they are named by the first row. */
    private Delimited(CSVFormat format, List<String> columns) {
        this.format = format.builder()
                .setHeader(columns.toArray(String[]::new))
                .setSkipHeaderRecord(columns.isEmpty())
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setIgnoreEmptyLines(true)
                .get();
    }

    /** RFC 4180: a text in double quotes may hold commas, quotes (doubled) and line breaks. */
    static Delimited csv() {
        return new Delimited(CSVFormat.RFC4180, List.of());
    }

    /** RFC 4180 where the first row is a row like the others. */
    static Delimited csvWithoutHeader(List<String> columns) {
        return new Delimited(CSVFormat.RFC4180, columns);
    }

    /** Texts between tabulators; quotes mean nothing. */
    static Delimited tsv() {
        return new Delimited(
                CSVFormat.RFC4180.builder().setDelimiter('\t').setQuote(null).get(), List.of());
    }

    void read(Path file, Consumer<Row> consumer) {
        String name = Rows.name(file);
        long number = 0;
        try (BufferedReader reader = Rows.open(file);
                CSVParser parser = parse(name, reader)) {
            Iterator<CSVRecord> records = parser.iterator();
            for (CSVRecord each = next(file, records, number); each != null; each = next(file, records, number)) {
                number++;
                consumer.accept(Row.of(name, number, fields(name + ", row " + number, parser.getHeaderNames(), each)));
            }
        } catch (CharacterCodingException e) {
            throw new BenchmarkFormatException(name + ", header", "UTF-8", "other bytes");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private CSVParser parse(String name, BufferedReader reader) throws IOException {
        try {
            return format.parse(reader);
        } catch (IllegalArgumentException e) {
            throw new BenchmarkFormatException(name + ", header", "a different name for each column", e);
        } catch (CSVException e) {
            throw new BenchmarkFormatException(name + ", header", "names between delimiters, quotes closed", e);
        }
    }

    /** Returns the next record, or null at the end. The parser wraps what it finds wrong in a row. */
    private static @Nullable CSVRecord next(Path file, Iterator<CSVRecord> records, long rows) {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new BenchmarkFormatException(Rows.name(file) + ", after row " + rows, "UTF-8", "other bytes");
            }
            if (e.getCause() instanceof CSVException || e.getCause() instanceof EOFException) {
                throw new BenchmarkFormatException(
                        Rows.name(file) + ", row " + (rows + 1), "texts between delimiters, quotes closed", e);
            }
            throw e;
        }
    }

    private static ObjectNode fields(String where, List<String> header, CSVRecord each) {
        if (each.size() != header.size()) {
            throw new BenchmarkFormatException(
                    where, header.size() + " columns " + header, each.size() + " in " + each.toList());
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), each.get(i));
        }
        return fields;
    }
}
