// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rows of the files in which data sets are published. Files are UTF-8, with or without a mark at their beginning.
 *
 * <p>Every method throws {@link BenchmarkFormatException} if the file is not as expected, and
 * {@link UncheckedIOException} if it cannot be read. Numbers of rows begin at 1; in a file of JSON lines they are the
 * numbers of its lines, and in CSV a header is not counted.
 */
public final class Rows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Rows() {}

    /**
     * Returns the rows of a file by the ending of its name: {@code .jsonl} or {@code .ndjson}, {@code .json} (a list of
     * objects), {@code .csv}, {@code .tsv} or {@code .parquet}.
     *
     * <p>Parquet is read by DuckDB, which the application adds: {@code org.duckdb:duckdb_jdbc}.
     *
     * @throws BenchmarkFormatException also if the ending is another one, or if DuckDB is needed and absent
     */
    public static List<Row> read(Path file) {
        List<Row> rows = new ArrayList<>();
        forEach(file, rows::add);
        return List.copyOf(rows);
    }

    /** Gives each row of a file to a consumer, in order, without keeping them; endings as for {@link #read}. */
    public static void forEach(Path file, Consumer<Row> consumer) {
        requireNonNull(consumer, "consumer");
        String name = name(file);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        switch (ending) {
            case "jsonl", "ndjson" -> jsonLines(file, consumer);
            case "json" -> list(file, tree(file), consumer);
            case "csv" -> Delimited.csv().read(file, consumer);
            case "tsv" -> Delimited.tsv().read(file, consumer);
            case "parquet" -> Parquet.read(file, consumer);
            default ->
                throw new BenchmarkFormatException(
                        name, "a file that ends in .jsonl, .ndjson, .json, .csv, .tsv or .parquet", name);
        }
    }

    /**
     * Returns the rows of a CSV file without a header: the first row is a row like the others.
     *
     * @param columns the names of the columns, in order; every row must have as many
     * @throws IllegalArgumentException if there is no column, or if two have the same name
     */
    public static List<Row> csvWithoutHeader(Path file, List<String> columns) {
        if (columns.isEmpty() || columns.stream().distinct().count() < columns.size()) {
            throw new IllegalArgumentException("columns must be at least one and all different but are " + columns);
        }
        List<Row> rows = new ArrayList<>();
        Delimited.csvWithoutHeader(columns).read(file, rows::add);
        return List.copyOf(rows);
    }

    /** Returns the rows of a JSON file that is one object with the list of rows in a field. */
    public static List<Row> inField(Path file, String field) {
        JsonNode list = object(file).get(requireNonNull(field, "field"));
        if (list == null) {
            throw new BenchmarkFormatException(name(file), "a field " + field, "an object without it");
        }
        List<Row> rows = new ArrayList<>();
        list(file, list, rows::add);
        return List.copyOf(rows);
    }

    /** Returns the rows of a JSON file that is one object with a row for each id; the id becomes a column. */
    public static List<Row> byId(Path file, String idColumn) {
        requireNonNull(idColumn, "idColumn");
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object(file).properties()) {
            ObjectNode fields = field.getValue().isObject() ? (ObjectNode) field.getValue() : MAPPER.createObjectNode();
            if (!field.getValue().isObject()) {
                fields.set("value", field.getValue());
            }
            fields.put(idColumn, field.getKey());
            rows.add(Row.of(name(file), rows.size() + 1L, fields));
        }
        return List.copyOf(rows);
    }

    static String name(Path file) {
        Path last = file.getFileName();
        return last == null ? file.toString() : last.toString();
    }

    /** Opens a file for reading as UTF-8, past the mark at its beginning. */
    static BufferedReader open(Path file) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    static ObjectNode fields(String where, String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new BenchmarkFormatException(where, "an object of JSON (" + e.getOriginalMessage() + ")", json);
        }
        if (!node.isObject()) {
            throw new BenchmarkFormatException(where, "an object of JSON", json);
        }
        return (ObjectNode) node;
    }

    private static void jsonLines(Path file, Consumer<Row> consumer) {
        String name = name(file);
        long number = 0;
        try (BufferedReader reader = open(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    consumer.accept(Row.of(name, number, fields(name + ", row " + number, line)));
                }
            }
        } catch (CharacterCodingException e) {
            throw new BenchmarkFormatException(name + ", after row " + number, "UTF-8", "other bytes");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void list(Path file, JsonNode list, Consumer<Row> consumer) {
        if (!list.isArray()) {
            throw new BenchmarkFormatException(name(file), "a list of objects", list.toString());
        }
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isObject()) {
                throw new BenchmarkFormatException(
                        name(file) + ", row " + (i + 1),
                        "an object",
                        list.get(i).toString());
            }
            consumer.accept(Row.of(name(file), i + 1L, (ObjectNode) list.get(i)));
        }
    }

    private static ObjectNode object(Path file) {
        JsonNode tree = tree(file);
        if (!tree.isObject()) {
            throw new BenchmarkFormatException(name(file), "one object", tree.toString());
        }
        return (ObjectNode) tree;
    }

    private static JsonNode tree(Path file) {
        try (BufferedReader reader = open(file)) {
            return MAPPER.readTree(reader);
        } catch (JsonProcessingException e) {
            String at =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new BenchmarkFormatException(name(file) + at, "JSON", e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw new BenchmarkFormatException(name(file), "UTF-8", "other bytes");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
