// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import static dev.tokka.governance.inventory.House.because;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suspension in one process ends the service of another one, at its next call. */
class TwoProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void aSuspensionHereTakesEffectThereOnTheNextCall() throws IOException, InterruptedException {
        House house = new House(ModelInventory.directory(folder));
        house.inUse("desk", ServingProcess.MODEL.describe());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ServingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                Writer ask = new OutputStreamWriter(process.getOutputStream(), UTF_8)) {
            assertThat(outcome(ask, said)).isEqualTo("answered");
            for (int i = 0; i < 20; i++) {
                ModelRecord suspended = house.lifecycle.suspend("desk", because("drift"));
                assertThat(outcome(ask, said)).isEqualTo("SUSPENDED");
                house.lifecycle.resume(suspended, because("false alarm"));
                assertThat(outcome(ask, said)).isEqualTo("answered");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String outcome(Writer ask, BufferedReader said) throws IOException {
        ask.write("ask\n");
        ask.flush();
        return String.valueOf(said.readLine());
    }
}
