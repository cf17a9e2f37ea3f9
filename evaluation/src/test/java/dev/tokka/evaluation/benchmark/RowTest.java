// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final String JSON = """
            {"text": "a", "blank": " ", "none": null, "yes": true, "n": 3, "half": "0.5", "nan": "NaN",
             "list": ["a", 2], "table": [["a", null], ["b", "c"]],
             "inner": {"deep": {"n": "x"}}, "items": [{"n": 1}, {"n": "x"}]}
            """;

    private final Row row = Row.of("a.json", 7, Rows.fields("a.json", JSON));

    @Test
    void aColumnIsGivenAsTheTypeAskedFor() {
        assertThat(row.text("text")).isEqualTo("a");
        assertThat(row.text("blank")).isEqualTo(" ");
        assertThat(row.text("yes")).isEqualTo("true");
        assertThat(row.text("n")).isEqualTo("3");
        assertThat(row.number("half")).isEqualTo(0.5);
        assertThat(row.integer("n", 0, 3)).isEqualTo(3);
        assertThat(row.texts("list")).containsExactly("a", "2");
        assertThat(row.table("table")).containsExactly(List.of("a", ""), List.of("b", "c"));
        assertThat(row.textIfPresent("text")).hasValue("a");
        assertThat(row.textIfPresent("none")).isEmpty();
        assertThat(row.textIfPresent("other")).isEmpty();
        assertThat(row.has("none")).isFalse();
        assertThat(row.oneOf("text", List.of("a", "b"))).isEqualTo("a");
        assertThat(row.json("inner").at("/deep/n").asText()).isEqualTo("x");
        assertThat(row.columns()).contains("text", "none").doesNotContain("other");
    }

    @Test
    void nestedRowsSayWhereTheyAre() {
        assertThat(row.where()).isEqualTo("a.json, row 7");
        assertThat(row.row("inner").row("deep").where()).isEqualTo("a.json, row 7, column inner.deep");
        assertThat(row.rows("items").get(0).integer("n", 1, 1)).isEqualTo(1);
        refused(r -> r.rows("items").get(1).number("n"), "column items[1].n: expected a number, seen: x");
        refused(r -> r.row("inner").text("gone"), "column inner.gone: expected a text, seen: no such column; there");
    }

    @Test
    void anotherTypeIsRefusedWithTheColumnWhatWasExpectedAndWhatWasSeen() {
        refused(r -> r.text("none"), "column none: expected a text, seen: null");
        refused(r -> r.text("list"), "column list: expected a text, seen: [\"a\",2]");
        refused(r -> r.filled("blank"), "column blank: expected a text that is not blank, seen: \" \"");
        refused(r -> r.number("text"), "column text: expected a number, seen: a");
        refused(r -> r.number("nan"), "column nan: expected a finite number, seen: NaN");
        refused(r -> r.integer("half", 0, 9), "column half: expected a whole number from 0 to 9, seen: 0.5");
        refused(r -> r.integer("n", 0, 2), "column n: expected a whole number from 0 to 2, seen: 3");
        refused(r -> r.texts("table"), "column table[0]: expected a text, seen: [\"a\",null]");
        refused(r -> r.texts("text"), "column text: expected a list of texts, seen: \"a\"");
        refused(r -> r.table("list"), "column list[0]: expected a list of texts, seen: \"a\"");
        refused(r -> r.row("text"), "column text: expected an object, seen: \"a\"");
        refused(r -> r.rows("list"), "column list[0]: expected an object, seen: \"a\"");
        refused(r -> r.oneOf("text", List.of("b")), "column text: expected one of [b], seen: a");
    }

    @Test
    void whatIsSeenIsShownInPart() {
        assertThat(new BenchmarkFormatException("f", "x", "y".repeat(79) + "😀z"))
                .hasMessage("f: expected x, seen: " + "y".repeat(79) + " …");
    }

    private void refused(Consumer<Row> asked, String message) {
        assertThatThrownBy(() -> asked.accept(row))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageStartingWith("a.json, row 7, " + message);
    }
}
