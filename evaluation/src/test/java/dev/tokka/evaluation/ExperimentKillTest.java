// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentKillTest {

    @TempDir
    private Path folder;

    @Test
    void aKilledExperimentGoesOnWhereItWasKilled() throws IOException, InterruptedException {
        Path ledger = folder.resolve("answers.jsonl");
        runUntilItHangsAndKill(ledger);
        AtomicInteger asked = new AtomicInteger();
        DomainModel model = question -> {
            asked.incrementAndGet();
            return Answer.reply(question.text().replace("?", ""));
        };

        Results results = Experiment.of(Benchmarks.numbers(60), List.of(new Candidate("echo", model)), ledger)
                .run(Runnable::run);

        assertThat(asked).hasValue(60 - KilledExperiment.ANSWERS);
        assertThat(results.complete()).isTrue();
        assertThat(results.value("echo", new RightWords())).isEqualTo(1);
    }

    private static void runUntilItHangsAndKill(Path ledger) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        KilledExperiment.class.getName(),
                        ledger.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String last = Integer.toString(KilledExperiment.ANSWERS);
            String line = lines.readLine();
            while (line != null && !line.equals(last)) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo(last);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
