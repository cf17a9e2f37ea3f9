// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static dev.tokka.rag.document.Documents.failure;
import static dev.tokka.rag.document.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.DocumentException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of comma-separated values, JSON and JSON lines. */
class RecordsTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void rowsRepeatTheNamesOfTheColumns(String delimiter) {
        String csv = "種類,手数料,備考\n振込,\"1,330円\",\n両替,無料,\"窓口\n9時から\"\n".replace("\"1,330", "\"1.330");

        SourceDocument document = read("a.csv", csv.replace(",", delimiter));

        assertThat(blocks(document)).containsExactly("TABLE [] 種類: 振込 | 手数料: 1.330円\n種類: 両替 | 手数料: 無料 | 備考: 窓口 9時から");
    }

    @Test
    void quotedDelimitersArePartOfACell() {
        assertThat(read("a.csv", "Name,Fee\r\n\"Smith, \"\"J\"\"\",\"1,330\"\r\n")
                        .text())
                .isEqualTo("Name: Smith, \"J\" | Fee: 1,330");
    }

    @Test
    void tablesWithoutNamesAreRows() {
        assertThat(read("a.csv", "2024-04-01,330\n2024-05-01,550\n").text())
                .isEqualTo("2024-04-01 | 330\n2024-05-01 | 550");
        assertThat(read("a.csv", "a,,b\n,,\nc,,d\n").text()).isEqualTo("a | b\nc | d");
    }

    @Test
    void tablesThatWouldBecomeTooLargeAreRows() {
        ReadLimits few = new ReadLimits(1_000, 40, 1, Duration.ofSeconds(10));
        String csv = "a long name of a column,another\n1,2\n3,4\n";

        SourceDocument document = DocumentReaders.of(few, InstantSource.system())
                .forName("a.csv")
                .orElseThrow()
                .read("a.csv", csv.replace("a long name of a column", "name").getBytes(StandardCharsets.UTF_8));

        assertThat(document.text()).isEqualTo("name | another\n1 | 2\n3 | 4");
    }

    @Test
    void linesOfJsonAreRecords() {
        String lines =
                "{\"id\": 7, \"title\": \"手数料\", \"text\": \"" + "無料です。".repeat(50) + "\", \"tags\": [\"a\", \"b\"]}\n"
                        + "\n{\"fee\": {\"amount\": 330, \"currency\": \"JPY\"}, \"note\": null, \"ok\": true}\n";

        assertThat(blocks(read("a.jsonl", lines)))
                .containsExactly(
                        "HEADING [] 手数料",
                        "LIST [手数料] - id: 7\n- title: 手数料\n- tags: a, b",
                        "PARAGRAPH [手数料] " + "無料です。".repeat(50),
                        "HEADING [] record 2",
                        "LIST [record 2] - fee.amount: 330\n- fee.currency: JPY\n- ok: true");
    }

    @Test
    void elementsOfAJsonArrayAreRecordsToo() {
        String json =
                "[{\"name\": \"A\", \"answer\": \"one\\n\\ntwo\"}, {\"name\": \"B\", \"steps\": [{\"do\": \"x\"}]}, 5]";

        assertThat(blocks(read("a.json", json)))
                .containsExactly(
                        "HEADING [] A",
                        "LIST [A] - name: A",
                        "HEADING [A] answer",
                        "PARAGRAPH [A, answer] one",
                        "PARAGRAPH [A, answer] two",
                        "HEADING [] B",
                        "LIST [B] - name: B\n- steps.1.do: x",
                        "HEADING [] record 3",
                        "LIST [record 3] - 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\": }", "[1, 2", "{\"a\": 1} x"})
    void brokenJsonIsMalformed(String json) {
        assertThat(failure("a.json", json.getBytes(StandardCharsets.UTF_8)).reason())
                .isEqualTo(Reason.MALFORMED);
    }
}
