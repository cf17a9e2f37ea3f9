// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationKillTest {

    @TempDir
    private Path folder;

    @Test
    void aRunThatWasKilledTwiceEndsWithTheSameBytes() throws IOException, InterruptedException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Generated expected =
                KilledGeneration.run(new KilledGeneration(whole.resolve("calls"), -1), whole.resolve("set"));

        for (int hangAt : List.of(13, 42)) {
            runUntilItHangsAndKill(killed.resolve("set"), hangAt);
        }
        Generated resumed =
                KilledGeneration.run(new KilledGeneration(killed.resolve("calls"), -1), killed.resolve("set"));

        assertThat(Files.readAllBytes(resumed.set().orElseThrow().file()))
                .isEqualTo(Files.readAllBytes(expected.set().orElseThrow().file()));
        assertThat(Files.readString(killed.resolve("calls"))).hasSize(80); // each question was answered once
        assertThat(resumed.spent().calls()).isEqualTo(82); // and the two that hung count as well
    }

    private static void runUntilItHangsAndKill(Path set, int hangAt) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        KilledGeneration.class.getName(),
                        set.toString(),
                        Integer.toString(hangAt))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("hangs");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
