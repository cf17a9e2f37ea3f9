// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareStrategiesTest {

    @TempDir
    private Path folder;

    @Test
    void measuresEveryStrategyOfTheBankAndKeepsTheAnswers() throws IOException, InterruptedException {
        String first = run("bank");
        Path kept = folder.resolve("bank");

        String again = run("bank");

        assertThat(first)
                .contains(
                        "## Recommendation",
                        "| fine-tuned + retrieval |",
                        "## Fine-tuning or retrieval?",
                        "Both together less the better one alone")
                .doesNotContain("Study handbook")
                .doesNotContain("Learning a router"); // twelve questions teach nothing
        assertThat(again).isEqualTo(first);
        assertThat(kept.resolve("answers.jsonl")).content().hasLineCount(60);
        assertThat(kept.resolve("report.html")).content().contains("<html lang=\"en\">", "\"id\":\"known-");
        assertThat(kept.resolve("report.ja.html")).content().contains("<html lang=\"ja\">", "推奨案");
        assertThat(kept.resolve("report.json")).content().contains("\"chosen\"");
    }

    @Test
    void recommendsForTheHandbookWhatCitesAndAbstains() throws IOException, InterruptedException {
        assertThat(run("handbook"))
                .contains("Study handbook", "Use **retrieval", "| retrieval + prompted |")
                .contains("Replies that cite: required ≥ 90.0 %");
    }

    @Test
    void measuresWhatMoreWaysToSayAFactTeach() throws IOException, InterruptedException {
        assertThat(run("paraphrases"))
                .contains("| taught in 10 ways + retrieval |", "contains from 2025-01-01", "| later |");
    }

    @Test
    void aStudyThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> run("bank,none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tokka.parts must name some of [bank, paraphrases, table, handbook], with commas between, but is bank,none");
    }

    private String run(String parts) throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Properties properties = new Properties();
        properties.setProperty("tokka.parts", parts);
        properties.setProperty("tokka.data", folder.toString());
        properties.setProperty("tokka.questions", "12");
        properties.setProperty("tokka.index", folder.resolve("index").toString());
        new CompareStrategies(Path.of(""), folder, new PrintStream(printed, true, UTF_8)).run(properties);
        return printed.toString(UTF_8);
    }
}
