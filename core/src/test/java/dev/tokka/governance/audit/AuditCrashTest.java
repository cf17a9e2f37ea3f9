// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process (SIGKILL) that writes, at random moments: the log opens, and every acknowledged record is in it. The
 * property {@code tokka.kills} says how often; the slow build does it 200 times.
 */
class AuditCrashTest {

    private static final int ASKED = Integer.getInteger("tokka.kills", 8);
    private static final int KILLS = ASKED >= 30 ? 200 : ASKED;
    private static final Random RANDOM = new Random(20_261_129);

    @TempDir
    Path directory;

    @Test
    void noAcknowledgedRecordIsLost() throws Exception {
        Map<Long, String> acknowledged = new TreeMap<>();
        for (int round = 0; round < KILLS; round++) {
            int before = acknowledged.size();
            writeAndKill(acknowledged, 1 + RANDOM.nextInt(60));
            assertThat(acknowledged.size()).as("acknowledged in round " + round).isGreaterThan(before);

            try (AuditLog log = AuditLog.open(directory)) {
                assertThat(log.size()).isGreaterThanOrEqualTo(acknowledged.size());
            }
            AuditReader reader = AuditReader.open(directory);
            MerkleTree tree = reader.tree();
            acknowledged.forEach((sequence, hash) ->
                    assertThat(tree.leaf(sequence)).as("record " + sequence).hasToString(hash));
            if (round == KILLS - 1) {
                assertThat(reader.verify(List.of()).damage()).isEmpty();
            }
        }
    }

    private void writeAndKill(Map<Long, String> acknowledged, int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditCrashProgram.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = out.readLine();
            for (int i = 0; line != null && i < lines; i++) {
                take(line, acknowledged);
                line = out.readLine();
            }
            process.waitFor(RANDOM.nextInt(30), TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly(); // SIGKILL; the process's own method would close the pipe
            String last = "";
            for (; line != null; line = out.readLine()) {
                take(last, acknowledged);
                last = line; // the very last one may be half a line
            }
        }
        process.waitFor();
    }

    private static void take(String line, Map<Long, String> acknowledged) {
        if (!line.isEmpty()) {
            acknowledged.put(
                    Long.parseLong(line.substring(0, line.indexOf(' '))), line.substring(line.indexOf(' ') + 1));
        }
    }

    @Test
    void halfARecordIsCutWhereverItEnds() throws IOException {
        try (AuditLog log = AuditLog.open(directory)) {
            Logs.fill(log, 2);
        }
        Path file = Logs.segments(directory).get(0);
        byte[] checkpoints = Files.readAllBytes(directory.resolve(Segments.CHECKPOINTS));
        byte[] next = Frames.frame(("{\"entry\":\"" + "x".repeat(60) + "\"}").getBytes(UTF_8));
        long whole = Segments.read(file).length;
        for (int length = 1; length < next.length; length++) {
            append(file, whole, next, length);

            assertThat(AuditReader.open(directory).verify(List.of()).torn()).isEqualTo(length);
            try (AuditLog log = AuditLog.open(directory)) {
                assertThat(log.size()).as("with the record that tells of it").isEqualTo(3);
            }
            List<AuditRecord> records = AuditReader.open(directory).records();
            assertThat(records.get(2).entry().type()).isEqualTo(AuditEvent.RECOVERY);
            assertThat(records.get(2).entry().facts()).containsEntry("bytes", String.valueOf(length));
            Files.write(directory.resolve(Segments.CHECKPOINTS), checkpoints); // without the one of three records
        }
        append(file, whole, next, 0);
    }

    private static void append(Path file, long whole, byte[] next, int length) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(whole);
            out.seek(whole);
            out.write(next, 0, length);
        }
    }

    @Test
    void aHoleThatALossOfPowerLeftIsCut() throws IOException {
        try (AuditLog log = AuditLog.open(directory)) {
            Logs.fill(log, 2);
        }
        Path file = Logs.segments(directory).get(0);
        append(file, Segments.read(file).length, new byte[500], 500);

        try (AuditLog log = AuditLog.open(directory)) {
            assertThat(log.size()).isEqualTo(3);
        }
    }
}
