// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {

    @TempDir
    Path folder;

    @Test
    void jsonLinesGiveARowForEachLineThatIsNotBlank() {
        List<Row> rows = Rows.read(file("a.jsonl", "\uFEFF{\"q\": \"金利\"}\n\n{\"q\": \"b\"}\n"));

        assertThat(rows).extracting(row -> row.text("q")).containsExactly("金利", "b");
        assertThat(rows.get(1).where()).isEqualTo("a.jsonl, row 3");
    }

    @Test
    void aListOfObjectsGivesARowForEach() {
        assertThat(Rows.read(file("a.json", "[{\"n\": 1}, {\"n\": 2.50}]")))
                .extracting(row -> row.number("n"))
                .containsExactly(1.0, 2.5);
    }

    @Test
    void csvMayHoldCommasQuotesAndLineBreaks() {
        List<Row> rows = Rows.read(file("a.csv", "text,label\n\"a, \"\"b\"\"\nc\",x\nd,\n"));

        assertThat(rows).extracting(row -> row.text("text")).containsExactly("a, \"b\"\nc", "d");
        assertThat(rows).extracting(row -> row.text("label")).containsExactly("x", "");
    }

    @Test
    void aFileWithoutHeaderHasTheColumnsGiven() {
        Path file = file("a.csv", "\"Which, of these?\",x,A\nWho?,y,B\n");
        List<Row> rows = Rows.csvWithoutHeader(file, List.of("question", "choice", "answer"));

        assertThat(rows).extracting(row -> row.text("question")).containsExactly("Which, of these?", "Who?");
        assertThat(rows.get(1).where()).isEqualTo("a.csv, row 2");
        assertThatThrownBy(() -> Rows.csvWithoutHeader(file, List.of("question", "answer")))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageStartingWith("a.csv, row 1: expected 2 columns [question, answer], seen: 3 in ");
        assertThatThrownBy(() -> Rows.csvWithoutHeader(file, List.of("a", "a", "b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rows.csvWithoutHeader(file, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotesMeanNothingInTsv() {
        assertThat(Rows.read(file("a.tsv", "q\tscore\n\"x\t1\n")).get(0).text("q"))
                .isEqualTo("\"x");
    }

    @Test
    void aFieldOfAnObjectMayHoldTheRows() {
        Path file = file("a.json", "{\"samples\": [{\"q\": \"a\"}]}");

        assertThat(Rows.inField(file, "samples"))
                .extracting(row -> row.text("q"))
                .containsExactly("a");
        assertThatThrownBy(() -> Rows.inField(file, "rows"))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessage("a.json: expected a field rows, seen: an object without it");
    }

    @Test
    void anObjectMayHoldARowForEachId() {
        List<Row> rows = Rows.byId(file("a.json", "{\"7\": {\"q\": \"a\"}, \"9\": \"yes\"}"), "id");

        assertThat(rows).extracting(row -> row.text("id")).containsExactly("7", "9");
        assertThat(rows.get(0).text("q")).isEqualTo("a");
        assertThat(rows.get(1).text("value")).isEqualTo("yes");
    }

    @Test
    void parquetGivesRowsWithListsAndObjects() throws SQLException {
        Path file = folder.resolve("a.parquet");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT * FROM (VALUES (1, 'Is it ''so''?', ['yes', 'no'], {'a': 0.5}),"
                    + " (2, '金利', [], {'a': NULL})) AS t(id, q, choices, more)) TO '" + file + "' (FORMAT parquet)");
        }

        List<Row> rows = Rows.read(file);

        assertThat(rows).extracting(row -> row.text("q")).containsExactly("Is it 'so'?", "金利");
        assertThat(rows.get(0).texts("choices")).containsExactly("yes", "no");
        assertThat(rows.get(0).row("more").number("a")).isEqualTo(0.5);
        assertThat(rows.get(1).row("more").has("a")).isFalse();
        assertThat(rows.get(1).integer("id", 1, 2)).isEqualTo(2);
    }

    @Test
    void rowsCanBeTakenOneByOne() {
        List<String> seen = new ArrayList<>();

        Rows.forEach(file("a.csv", "q\na\nb\n"), row -> seen.add(row.text("q")));

        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void whatAConsumerThrowsIsNotTakenForAFaultOfTheFile() {
        Path file = file("a.csv", "q\na\n");

        assertThatThrownBy(() -> Rows.forEach(file, row -> {
                    throw new IllegalArgumentException("mine");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.jsonl|{'q': 1}~{'q': |a.jsonl, row 2: expected an object of JSON (",
                "a.jsonl|[1]|a.jsonl, row 1: expected an object of JSON, seen: [1]",
                "a.jsonl|{'q': 1, 'q': 2}|a.jsonl, row 1: expected an object of JSON (Duplicate",
                "a.jsonl|{'q': 1} {'q': 2}|a.jsonl, row 1: expected an object of JSON (",
                "a.json|{'q': 1}|a.json: expected a list of objects, seen: {",
                "a.json|[{}, 3]|a.json, row 2: expected an object, seen: 3",
                "a.json|[{},~ oops]|a.json, line 2: expected JSON, seen: Unrecognized token",
                "a.csv|q,q~1,2|a.csv, header: expected a different name for each column, seen: ",
                "a.csv|q,r~1,2~3|a.csv, row 2: expected 2 columns [q, r], seen: 1 in [3]",
                "a.csv|q,r~'1,2|a.csv, row 1: expected texts between delimiters, quotes closed, seen: ",
                "a.parquet|PAR0|a.parquet, after row 0: expected a Parquet file, seen: ",
                "a.xlsx|q|a.xlsx: expected a file that ends in .jsonl, ",
            })
    void aFileThatIsNotAsExpectedIsRefused(String name, String content, String message) {
        Path file = file(name, content.replace('\'', '"').replace('~', '\n'));

        assertThatThrownBy(() -> Rows.read(file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"a.jsonl,'{\"q\": \"x\"}\n{\"q\": \"'", "a.csv,'q\nx\n'", "a.json,'[{\"q\": \"'"})
    void otherBytesThanUtf8AreRefused(String name, String beginning) throws IOException {
        Path file = folder.resolve(name);
        byte[] begun = beginning.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = java.util.Arrays.copyOf(begun, begun.length + 1);
        bytes[begun.length] = (byte) 0xE9;
        Files.write(file, bytes);

        assertThatThrownBy(() -> Rows.read(file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageContaining("expected UTF-8")
                .hasMessageStartingWith(name);
    }

    @ParameterizedTest
    @CsvSource({"a.jsonl", "a.json", "a.csv", "a.parquet"})
    void aMissingFileIsNamed(String name) {
        Path file = folder.resolve(name);

        assertThatThrownBy(() -> Rows.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
