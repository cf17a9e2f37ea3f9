// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row of a data set: columns by name, each asked for as the type that it should have.
 *
 * <p>A text of a column may be a number or a truth value in the file: it is given as it is written there. Whatever else
 * is not of the type asked for throws {@link BenchmarkFormatException}, and so does a column that is absent or null.
 * Rows are immutable and safe to share between threads.
 */
public final class Row {

    private final String where;
    private final String prefix;
    private final ObjectNode fields;

    private Row(String where, String prefix, ObjectNode fields) {
        this.where = where;
        this.prefix = prefix;
        this.fields = fields;
    }

    /**
     * Makes a row.
     *
     * @param file as messages name it
     * @param number of the row, from 1
     * @param fields its columns; copied
     */
    public static Row of(String file, long number, ObjectNode fields) {
        return new Row(requireNonNull(file, "file") + ", row " + number, "", fields.deepCopy());
    }

    /** Returns where this row is, as messages say it: the file, the number of the row and, in a nested row, its path. */
    public String where() {
        return prefix.isEmpty() ? where : where + ", column " + prefix.substring(0, prefix.length() - 1);
    }

    /** Returns the names of the columns, in the order of their names. */
    public Set<String> columns() {
        Set<String> names = new TreeSet<>();
        fields.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Returns whether a column is there and not null. */
    public boolean has(String column) {
        return fields.hasNonNull(column);
    }

    /** Returns the text of a column, which may be empty. */
    public String text(String column) {
        JsonNode node = node(column, "a text");
        return scalar(column, node, "a text");
    }

    /** Returns the text of a column that must not be blank. */
    public String filled(String column) {
        String text = text(column);
        if (text.isBlank()) {
            throw wrong(column, "a text that is not blank", '"' + text + '"');
        }
        return text;
    }

    /** Returns the text of a column, or empty if the column is absent or null. */
    public Optional<String> textIfPresent(String column) {
        return has(column) ? Optional.of(text(column)) : Optional.empty();
    }

    /** Returns one of these texts, compared exactly. */
    public String oneOf(String column, List<String> choices) {
        String text = text(column);
        if (!choices.contains(text)) {
            throw wrong(column, "one of " + choices, text);
        }
        return text;
    }

    /** Returns the texts of a column that holds a list of them. */
    public List<String> texts(String column) {
        JsonNode array = array(column, "a list of texts");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            texts.add(scalar(column + "[" + i + "]", array.get(i), "a text"));
        }
        return List.copyOf(texts);
    }

    /** Returns the finite number of a column, which may be written as a text. */
    public double number(String column) {
        String text = scalar(column, node(column, "a number"), "a number").strip();
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(column, "a number", text);
        }
        throw wrong(column, "a finite number", text);
    }

    /** Returns the whole number of a column between two bounds, which may be written as a text or as {@code 2.0}. */
    public int integer(String column, int least, int most) {
        double number = number(column);
        if (number != Math.rint(number) || number < least || number > most) {
            throw wrong(column, "a whole number from " + least + " to " + most, text(column));
        }
        return (int) number;
    }

    /** Returns the columns within a column. */
    public Row row(String column) {
        JsonNode node = node(column, "an object");
        if (!node.isObject()) {
            throw wrong(column, "an object", node.toString());
        }
        return new Row(where, prefix + column + ".", (ObjectNode) node);
    }

    /** Returns the rows within a column that holds a list of them. */
    public List<Row> rows(String column) {
        JsonNode array = array(column, "a list of objects");
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String path = column + "[" + i + "]";
            if (!array.get(i).isObject()) {
                throw wrong(path, "an object", array.get(i).toString());
            }
            rows.add(new Row(where, prefix + path + ".", (ObjectNode) array.get(i)));
        }
        return List.copyOf(rows);
    }

    /** Returns the lists of texts of a column that holds a table: a list of lists. */
    public List<List<String>> table(String column) {
        JsonNode array = array(column, "a list of lists of texts");
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            List<String> cells = new ArrayList<>();
            String path = column + "[" + i + "]";
            if (!array.get(i).isArray()) {
                throw wrong(path, "a list of texts", array.get(i).toString());
            }
            for (JsonNode cell : array.get(i)) {
                cells.add(cell.isNull() ? "" : scalar(path, cell, "a text"));
            }
            table.add(List.copyOf(cells));
        }
        return List.copyOf(table);
    }

    /** Returns the JSON of a column: what a reader of its own must look into. */
    public JsonNode json(String column) {
        return node(column, "a value").deepCopy();
    }

    /** Returns an exception that names this row and a column of it, to be thrown by the caller. */
    public BenchmarkFormatException wrong(String column, String expected, String seen) {
        return new BenchmarkFormatException(where + ", column " + prefix + column, expected, seen);
    }

    private JsonNode array(String column, String expected) {
        JsonNode node = node(column, expected);
        if (!node.isArray()) {
            throw wrong(column, expected, node.toString());
        }
        return node;
    }

    private JsonNode node(String column, String expected) {
        JsonNode node = fields.get(column);
        if (node == null) {
            throw wrong(column, expected, "no such column; there are " + columns());
        }
        if (node.isNull()) {
            throw wrong(column, expected, "null");
        }
        return node;
    }

    private String scalar(String column, JsonNode node, String expected) {
        if (!node.isValueNode() || node.isNull()) {
            throw wrong(column, expected, node.toString());
        }
        return node.asText();
    }
}
