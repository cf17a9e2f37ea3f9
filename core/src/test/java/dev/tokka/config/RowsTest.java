// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.Example;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows stand in the file of the model, or in a file of their own: JSON lines or CSV. */
class RowsTest {

    private static final Setting<String> QUESTION = Setting.required("question", Type.text(), "What is asked.");
    private static final Setting<String> ANSWER = Setting.required("answer", Type.text(), "What is said.");
    private static final Setting<String> NOTE = Setting.of("note", Type.text(), "", "Whatever.");
    private static final Type<List<Example>> ROWS = Type.rows(List.of(QUESTION, ANSWER, NOTE), RowsTest::example);
    private static final Setting<List<Example>> OF = Setting.required("of", ROWS, "Examples.");

    @TempDir
    Path folder;

    private static Example example(Settings row) {
        if (row.get(ANSWER).equals("wrong")) {
            throw new IllegalArgumentException("expected an answer that is right");
        }
        return new Example(row.get(QUESTION), row.get(ANSWER) + row.get(NOTE));
    }

    @Test
    void rowsInTheFileAreThoseOfAFileBeside() throws IOException {
        List<Example> rows = List.of(new Example("Open?", "At \"nine\", daily"), new Example("口座は？", "はい。(*)"));
        write("rows.jsonl", """
                {"question": "Open?", "answer": "At \\"nine\\", daily"}

                {"note": "(*)", "answer": "はい。", "question": "口座は？"}
                """);
        write("rows.csv", """
                question,note,answer
                Open?,,"At ""nine"", daily"

                口座は？,(*),はい。
                """);

        assertThat(
                        read(
                                "of: [{question: 'Open?', answer: 'At \"nine\", daily'}, {question: 口座は？, answer: はい。, note: '(*)'}]"))
                .isEqualTo(rows);
        assertThat(read("of: rows.jsonl")).isEqualTo(rows);
        assertThat(read("of: rows.csv")).isEqualTo(rows);
        write("rows.csv", "\uFEFFanswer,question\r\nAt nine,Open?\r\n\"one\r\ntwo\",Two?");
        assertThat(read("of: rows.csv"))
                .containsExactly(new Example("Open?", "At nine"), new Example("Two?", "one\r\ntwo"));
    }

    @Test
    void dataRefersToNothing() throws IOException {
        write("secret.txt", "sk-1234");
        write("rows.jsonl", "{\"question\": \"${HOME}\", \"answer\": \"${file:secret.txt}\"}");
        write("rows.csv", "question,answer\n${HOME},${file:secret.txt}\n");

        List<Example> rows = List.of(new Example("${HOME}", "${file:secret.txt}"));
        assertThat(read("of: rows.jsonl")).isEqualTo(rows);
        assertThat(read("of: rows.csv")).isEqualTo(rows);
    }

    @Test
    void everyWrongRowIsToldWithItsNumberLineAndColumn() throws IOException {
        write("rows.jsonl", """
                {"question": "Open?", "answer": 9}

                {"question": "Open?", "anser": "At nine."}
                {"question": "Open?", "answer": "At nine."}
                {"question": "Open?"
                ["Open?"]
                {"question": " ", "answer": "A."} {}
                """);

        assertThat(problems("of: rows.jsonl"))
                .containsExactly(
                        "rows.jsonl:1:33: expected a text but found 9, in row 1",
                        "rows.jsonl:3:1: expected 'answer' (What is said.) but found none, in row 2",
                        "rows.jsonl:3:23: expected one of answer, note, question but found 'anser' (did you mean"
                                + " 'answer'?), in row 2",
                        "rows.jsonl:5:21: expected JSON that can be read but found Unexpected end-of-input: expected close"
                                + " marker for Object, in row 4",
                        "rows.jsonl:6:1: expected a mapping of question, answer, note but found a list, in row 5",
                        "rows.jsonl:7:35: expected the end of the file but found a second document, in row 6");
    }

    @Test
    void everyWrongRowOfATableIsToldToo() throws IOException {
        write("rows.csv", """
                answer,question
                At nine.,Open?
                "At

                nine.",
                At nine.
                a,b,c
                ,Open?
                """);

        assertThat(problems("of: rows.csv"))
                .containsExactly(
                        "rows.csv:5:8: expected a text but found a blank one, in row 2",
                        "rows.csv:6:1: expected 2 cells, as in the first row but found 1, in row 3",
                        "rows.csv:7:1: expected 2 cells, as in the first row but found 3, in row 4",
                        "rows.csv:8:1: expected a text but found a blank one, in row 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "rows.csv|question,anser\\nA,B|1:1: expected the column 'answer' (What is said.) but found none"
                        + "; 1:10: expected a column, one of answer, note, question but found 'anser' (did you mean 'answer'?)",
                "rows.csv|question,answer,answer\\n|1:17: expected every column once but found 'answer' a second time",
                "rows.csv|question,answer\\n|1:1: expected at least one row but found none",
                "rows.csv|\\n\\n|1:1: expected a row with the names of columns but found an empty file",
                "rows.csv|question,answer\\nA,\"B|2:3: expected a cell that ends with a quote but found the end of the"
                        + " file, in row 1",
                "rows.csv|question,answer\\nA,\"B\"C|2:6: expected a comma or the end of the row after a quoted cell but"
                        + " found something else, in row 1",
                "rows.jsonl|\\n|1:1: expected at least one row but found none",
                "rows.txt|A|1:1: expected a file named *.jsonl or *.csv but found this name",
                "rows.csv|question,answer\\nA,wrong\\nB,wrong|2:1: expected an answer that is right"
                        + "; 3:1: expected an answer that is right"
            })
    void aFileThatIsWrongAsAWholeIsTold(String name, String text, String problems) throws IOException {
        write(name, text.replace("\\n", "\n"));

        assertThat(problems("of: " + name))
                .containsExactlyElementsOf(
                        List.of((name + ":" + problems.replace("; ", "; " + name + ":")).split("; ")));
    }

    @Test
    void moreWrongRowsThanAnyoneReadsAreNotTold() throws IOException {
        write("rows.csv", "question,answer\n" + "A\n".repeat(50));

        assertThat(problems("of: rows.csv"))
                .hasSize(RowFile.MAX_WRONG + 1)
                .first()
                .isEqualTo("rows.csv:1:1: expected rows that are right but found 20 that are not, and read no further");
    }

    @Test
    void aFileIsBounded() throws IOException {
        write("rows.jsonl", "{\"question\": \"A\", \"answer\": \"B\"}\n".repeat(RowFile.MAX_ROWS + 1));
        assertThat(problems("of: rows.jsonl"))
                .containsExactly("rows.jsonl:1:1: expected at most 100000 rows but found more");
        write("rows.jsonl", " ".repeat(RowFile.MAX_BYTES + 1));
        assertThat(problems("of: rows.jsonl"))
                .containsExactly("rows.jsonl:1:1: expected at most 32000000 bytes but found more");
    }

    @Test
    void problemsOfRowsComeWithThoseOfTheFile() throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "question,answer\nA,あ\n", Charset.forName("Shift_JIS"));
        Setting<Integer> count = Setting.required("count", Type.integer(1, 9), "How many.");
        Setting<List<Example>> more = Setting.required("more", ROWS, "More.");

        assertThat(problems("of: rows.csv\ncount: 0\nmore: none.csv\n", Type.object(OF, count, more)))
                .containsExactly(
                        "model.yaml:2:8: expected a whole number from 1 to 9 but found 0",
                        "model.yaml:3:7: expected a file but found none at " + folder.resolve("none.csv"),
                        "rows.csv:1:1: expected text in UTF-8 but found bytes that are none");
        assertThat(problems("of: 5"))
                .containsExactly("model.yaml:1:5: expected a list, or a file named *.jsonl or *.csv but found 5");
    }

    @Property(tries = 200)
    void whatATableIsWrittenOfIsWhatIsRead(
            @ForAll @Size(min = 1, max = 5)
                    List<
                                    @Size(min = 1, max = 3) List<
                                            @StringLength(max = 6) @AlphaChars @Chars({',', '"', '\r', '\n', 'あ'})
                                            String>>
                            rows) {
        String text = String.join(
                "\r\n",
                rows.stream()
                        .map(row -> String.join(
                                ",", row.stream().map(RowsTest::cell).toList()))
                        .toList());
        CsvReader reader = new CsvReader(text);
        List<List<String>> read = new ArrayList<>();
        Problems problems = new Problems(Path.of("rows.csv"));
        while (reader.hasNext()) {
            Optional<List<CsvReader.Cell>> row = reader.next(problems);
            read.add(row.orElseThrow().stream().map(CsvReader.Cell::text).toList());
        }

        assertThat(problems.isEmpty()).isTrue();
        assertThat(read).isEqualTo(rows);
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private List<Example> read(String yaml) throws IOException {
        return SettingsFile.read(write("model.yaml", yaml), Type.object(OF)).get(OF);
    }

    private List<String> problems(String yaml) throws IOException {
        return problems(yaml, Type.object(OF));
    }

    private List<String> problems(String yaml, Type<?> type) throws IOException {
        Path file = write("model.yaml", yaml);
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> SettingsFile.read(file, type));
        return failure.problems().stream()
                .map(problem -> problem.file().getFileName() + ":" + problem.line() + ":" + problem.column() + ": "
                        + problem.message())
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }
}
