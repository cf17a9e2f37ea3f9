// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    @Test
    void linesOfAnyLengthComeBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(1);
        List<LedgerLine> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add(line("語é".repeat(1 + random.nextInt(20_000)))); // up to 100,000 bytes
        }
        Path file = folder.resolve("ledger.jsonl");
        try (Ledger ledger = Ledger.open(file)) {
            lines.forEach(line -> ledger.add(line.write()));
        }

        assertThat(Ledger.read(file)).isEqualTo(lines);
    }

    @Test
    void whatFollowsTheLastLineBreakIsLeftOut() throws IOException {
        Path file = folder.resolve("ledger.jsonl");
        try (Ledger ledger = Ledger.open(file)) {
            ledger.add(line("x").write());
        }
        Files.writeString(file, "{\"torn".repeat(50_000), UTF_8, StandardOpenOption.APPEND);

        assertThat(Ledger.read(file)).containsExactly(line("x"));
    }

    @Test
    void aFileThatIsNotThereHasNoLines() {
        assertThat(Ledger.read(folder.resolve("none.jsonl"))).isEmpty();
    }

    private static LedgerLine line(String reply) {
        Outcome outcome = new Outcome.Answered(Answer.reply(reply), Duration.ofMillis(3));
        return new LedgerLine("identity", "digest", Instant.EPOCH, new Entry("model", "case", 7, outcome));
    }
}
