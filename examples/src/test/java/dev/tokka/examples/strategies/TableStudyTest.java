// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.evaluation.report.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the small models comes out of the evaluation as it was measured with transformers and PEFT. */
class TableStudyTest {

    @TempDir
    private Path folder;

    @Test
    void whatAModelKnowsByItselfIsWhatItWasMeasuredToKnow() throws IOException, InterruptedException {
        TableStudy study = study(List.of("facts-x1", "raft-replay"), List.of("plain", "prompted"));

        Findings findings = study.run();

        assertThat(compared(findings))
                .hasSize(10)
                .allMatch(StrategiesTable.Cell::same)
                .allMatch(StrategiesTable.Cell::agrees);
        assertThat(study.words(findings))
                .contains(
                        "| questions | model | plain | prompted |", "| known | facts-x1 | 0.", "10 of 10 within 0.03");
    }

    /** Takes minutes. */
    @Test
    void theWholeTableIsWhatWasMeasured() throws IOException, InterruptedException {
        assumeTrue(Boolean.getBoolean("tokka.table"), "the whole table takes minutes: build with -Pslow");

        List<StrategiesTable.Cell> cells =
                compared(study(TableStudy.MODELS, TableStudy.WAYS).run());

        assertThat(cells)
                .hasSize(50)
                .filteredOn(StrategiesTable.Cell::same)
                .hasSize(25)
                .allMatch(StrategiesTable.Cell::agrees);
        assertThat(cells.stream().filter(StrategiesTable.Cell::agrees)).hasSizeGreaterThanOrEqualTo(40);
    }

    private TableStudy study(List<String> models, List<String> ways) {
        Properties properties = new Properties();
        properties.setProperty("tokka.index", folder.resolve("index").toString());
        return new TableStudy(new Bank(Path.of("demo-bank"), TableStudy.FILE, properties), folder, models, ways);
    }

    private static List<StrategiesTable.Cell> compared(Findings findings) {
        return new StrategiesTable(findings.report().results(), findings.published()).compared();
    }
}
