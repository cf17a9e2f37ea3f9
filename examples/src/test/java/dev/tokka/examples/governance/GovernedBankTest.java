// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernedBankTest {

    @TempDir
    Path temp;

    @Test
    void aModelLivesFromTheDraftToTheFileForTheSupervisor() throws IOException, InterruptedException {
        assumeTrue(Boolean.getBoolean("tokka.table"), "a whole life takes many seconds: build with -Pslow");
        Clock clock = Clock.fixed(Instant.parse("2026-04-01T03:00:00Z"), ZoneId.of("Asia/Tokyo"));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        List<Path> files =
                new GovernedBank(Path.of("demo-bank"), temp, clock, new PrintStream(printed, true, UTF_8)).run();

        assertThat(printed.toString(UTF_8))
                .contains(
                        "a validator who did not develop it is needed",
                        "in use for [customer questions] until 2026-10-01",
                        "refused, CHANGED",
                        "alarm: abstention",
                        "the next call is refused: SUSPENDED",
                        "open: It is suspended: Monitoring: abstention")
                .doesNotContain("no alarm after");
        assertThat(Files.readString(files.get(0)))
                .contains("State of the monitor", "demo bank 1 sha256:", "Checkpoints from elsewhere");
        assertThat(Files.readString(files.get(1))).contains("モニターの状態", "停止中：");
        assertThat(files).hasSize(7);
    }
}
