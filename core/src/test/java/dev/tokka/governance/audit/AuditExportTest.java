// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditExportTest {

    @TempDir
    Path directory;

    private Checkpoint fill(AuditSettings settings) {
        try (AuditLog log = AuditLog.open(directory, settings)) {
            Logs.fill(log, 9);
            return log.checkpoint();
        }
    }

    private String export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AuditReader.open(directory).export(out);
        return out.toString(UTF_8);
    }

    private static Optional<Damage> damage(String export, Checkpoint... kept) throws IOException {
        return AuditExport.verify(new ByteArrayInputStream(export.getBytes(UTF_8)), List.of(kept))
                .damage();
    }

    @Test
    void anExportIsVerifiedWithoutTheDirectory() throws IOException {
        CheckpointSigner signer = CheckpointTest.signer("bank");
        Checkpoint kept = fill(Logs.SMALL.withSigner(signer));

        String export = export();

        assertThat(export).isEqualTo(export()).isASCII();
        assertThat(export.lines()).hasSize(11);
        assertThat(damage(export, kept)).isEmpty();
        assertThat(AuditExport.verify(new ByteArrayInputStream(export.getBytes(UTF_8)), List.of(), signer.verifierKey())
                        .records())
                .isEqualTo(9);
        assertThat(AuditExport.verify(
                                new ByteArrayInputStream(export.getBytes(UTF_8)),
                                List.of(),
                                CheckpointTest.signer("bank").verifierKey())
                        .isIntact())
                .isFalse();
    }

    @Test
    void recordsThatAreGoneAreExportedAsHashes() throws IOException {
        Logs.Now now = new Logs.Now("2026-04-01T00:00:00Z");
        AuditSettings settings = Logs.SMALL
                .withSegments(Logs.SMALL.segments().withRetention(Duration.ofDays(200)))
                .withClock(now);
        Checkpoint kept = fill(settings);
        now.pass(Duration.ofDays(200));
        AuditLog.open(directory, settings).close();

        String export = export();

        assertThat(export).contains("{\"first\":0,\"hashes\":[\"");
        assertThat(damage(export, kept)).isEmpty();
        assertThat(damage(export.replaceFirst("\"hashes\":\\[\"..", "\"hashes\":[\"00"), kept))
                .isPresent();
    }

    @Test
    void everyChangedLineIsFound() throws IOException {
        Checkpoint kept = fill(Logs.SMALL);
        List<String> lines = export().lines().toList();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 1; i < 500; i++) {
            List<String> changed = new ArrayList<>(lines);
            int at = 1 + random.nextInt(lines.size() - 1);
            switch (i % 4) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(1 + random.nextInt(lines.size() - 2), lines.get(at));
                case 2 -> changed.set(at, lines.get(at) + " ");
                default -> Collections.swap(changed, at, 1 + at % (lines.size() - 1));
            }
            if (!changed.equals(lines) && !isLastLinePadded(changed, lines)) {
                assertThat(damage(String.join("\n", changed) + "\n", kept))
                        .as("change %d of line %d", i % 4, at)
                        .isPresent();
            }
        }
    }

    /** A space after the last line changes nothing that it says. */
    private static boolean isLastLinePadded(List<String> changed, List<String> lines) {
        int last = lines.size() - 1;
        return changed.size() == lines.size()
                && changed.get(last).strip().equals(lines.get(last))
                && changed.subList(0, last).equals(lines.subList(0, last));
    }

    @Test
    void whatIsNoExportIsRefused() {
        assertThatExceptionOfType(AuditException.class).isThrownBy(() -> damage("hello\n"));
        assertThatExceptionOfType(AuditException.class).isThrownBy(() -> damage(""));
    }
}
