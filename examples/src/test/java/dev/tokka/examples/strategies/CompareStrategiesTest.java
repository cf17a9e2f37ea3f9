// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareStrategiesTest {

    @TempDir
    private Path folder;

    @Test
    void measuresEveryStrategyAndKeepsTheAnswers() throws IOException, InterruptedException {
        String first = run();
        int answers = Files.readAllLines(folder.resolve("answers.jsonl")).size();

        String again = run();

        assertThat(first)
                .contains("Asking 5 strategies 12 questions", "| fine-tuned + retrieval |", "Both together less ");
        assertThat(again).isEqualTo(first);
        assertThat(answers).isEqualTo(60);
        assertThat(folder.resolve("answers.jsonl")).content().hasLineCount(60);
        assertThat(folder.resolve("report.html")).content().contains("<html lang=\"en\">", "\"id\":\"known-");
        assertThat(folder.resolve("report.ja.html")).content().contains("<html lang=\"ja\">");
    }

    private String run() throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Properties properties = new Properties();
        properties.setProperty("tokka.questions", "12");
        properties.setProperty("tokka.index", folder.resolve("index").toString());
        new CompareStrategies(Path.of("demo-bank"), folder, new PrintStream(printed, true, UTF_8)).run(properties);
        return printed.toString(UTF_8);
    }
}
