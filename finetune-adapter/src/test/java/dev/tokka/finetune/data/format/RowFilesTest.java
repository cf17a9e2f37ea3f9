// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("rows.jsonl");
        List<TrainingRow> rows = List.of(Rows.of("Fee?", "5 yen"), Rows.of("手数料は？", "五円"));

        long count = RowFiles.write(rows.stream(), RowFormats.alpaca(), file);

        assertThat(count).isEqualTo(2);
        try (Stream<TrainingRow> read = RowFiles.read(file, RowFormats.alpaca())) {
            List<TrainingRow> again = read.toList();
            assertThat(again)
                    .extracting(TrainingRow::content)
                    .isEqualTo(rows.stream().map(TrainingRow::content).toList());
            assertThat(again.get(1).provenance()).isEqualTo(Provenance.of("rows.jsonl#2", "read alpaca"));
        }
        assertThat(RowFiles.validate(file, RowFormats.alpaca(), 10)).isEmpty();
    }

    @Test
    void aRowThatCannotBeWrittenLeavesTheFileAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("rows.jsonl"), "old");
        TrainingRow text = new TrainingRow(new RowContent.Completion("", "x"), Provenance.of("d", "test"));

        assertThatThrownBy(() -> RowFiles.write(Stream.of(Rows.of("q", "a"), text), RowFormats.fit(), file))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining("row 2, format fit: expected a supervised row but it is a completion");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void everyBadLineIsNamedUpToALimit() throws IOException {
        String good = RowFormats.alpaca().write(Rows.of("q", "a").content());
        Path file = folder.resolve("rows.jsonl");
        Files.write(file, List.of(good, "", "{}", good, "no json", "{\"instruction\":1,\"output\":\"x\"}"));

        assertThat(RowFiles.validate(file, RowFormats.alpaca(), 10))
                .extracting(TrainingDataException::line)
                .containsExactly(3L, 5L, 6L);
        assertThat(RowFiles.validate(file, RowFormats.alpaca(), 2)).hasSize(2);
        assertThat(RowFiles.validate(file, RowFormats.alpaca(), 10).get(2))
                .hasMessageEndingWith("line 6: instruction: expected a text but saw number");
    }

    @Test
    void aFileInAnotherEncodingIsNamed() throws IOException {
        Path file = folder.resolve("rows.jsonl");
        Files.write(file, "{\"instruction\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(RowFiles.validate(file, RowFormats.alpaca(), 10))
                .hasSize(1)
                .allSatisfy(
                        problem -> assertThat(problem).hasMessageEndingWith("line 1: expected UTF-8 but it is not"));
    }
}
