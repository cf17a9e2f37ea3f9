// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    private static final Duration HALF_A_YEAR = Duration.ofDays(184);

    @TempDir
    Path directory;

    @Test
    void whatIsAppendedIsReadBack() {
        Receipt receipt;
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL.withClock(Logs.ticking()))) {
            receipt = log.append(Logs.event(0));
        }

        AuditReader reader = AuditReader.open(directory);
        AuditRecord record = reader.records().get(0);
        assertThat(record.sequence()).isZero();
        assertThat(record.hash()).isEqualTo(receipt.hash());
        assertThat(record.entry().type()).isEqualTo("answer");
        assertThat(record.entry().model()).isEqualTo("fingerprint");
        assertThat(record.entry().facts()).isEqualTo(Map.of("number", "0"));
        assertThat(reader.contents(record)).contains(Map.of("question", "What does transfer 0 cost?"));
        assertThat(reader.isDigestOf(record, "question", "What does transfer 0 cost?"))
                .contains(true);
        assertThat(reader.isDigestOf(record, "question", "What does transfer 1 cost?"))
                .contains(false);
        assertThat(reader.isDigestOf(record, "answer", "Nothing.")).isEmpty();
    }

    @Test
    void theFileHasCanonicalJsonInAFrame() throws IOException {
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL.withClock(Logs.ticking()))) {
            log.append(new AuditEvent("approval", "", "f", Map.of("by", "ann", "at", "東京"), Map.of(), Map.of()));
        }

        byte[] file = Files.readAllBytes(Logs.segments(directory).get(0));
        Hash beginning = Hash.sha256(AuditReader.open(directory).origin().getBytes(UTF_8));
        assertThat(new String(file, Frames.HEADER_BYTES, file.length - Frames.HEADER_BYTES, UTF_8))
                .isEqualTo("{\"entry\":{\"digests\":{},\"facts\":{\"at\":\"\\u6771\\u4EAC\",\"by\":\"ann\"},"
                        + "\"model\":\"f\",\"sealed\":\"\",\"subject\":\"\",\"type\":\"approval\"},\"previous\":\""
                        + beginning + "\",\"sequence\":0,\"time\":\"2026-04-01T00:00:00Z\"}");
    }

    @Test
    void aLogGoesOnWhereItWasClosed() {
        for (int round = 0; round < 4; round++) {
            try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
                assertThat(log.size()).isEqualTo(5L * round);
                Logs.fill(log, 5);
            }
        }

        AuditReader reader = AuditReader.open(directory);
        assertThat(reader.records())
                .extracting(AuditRecord::sequence)
                .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
        assertThat(reader.verify(List.of()).isIntact()).isTrue();
        assertThat(reader.checkpoints()).extracting(Checkpoint::size).contains(5L, 10L, 15L, 20L);
    }

    @Test
    void eachReceiptIsProvedByTheTree() throws IOException {
        Receipt[] receipts;
        Checkpoint checkpoint;
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
            receipts = Logs.fill(log, 20);
            checkpoint = log.checkpoint();
        }

        MerkleTree tree = AuditReader.open(directory).tree();
        assertThat(Logs.segments(directory)).hasSizeGreaterThan(3);
        for (Receipt receipt : receipts) {
            assertThat(tree.inclusion(receipt.sequence(), checkpoint.size()).verify(receipt.hash(), checkpoint.root()))
                    .isTrue();
        }
    }

    @Test
    void laterCheckpointsAreConsistentWithEarlierOnes() {
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
            Logs.fill(log, 7);
            Checkpoint first = log.checkpoint();
            Logs.fill(log, 6);
            Checkpoint second = log.checkpoint();

            ConsistencyProof proof = AuditReader.open(directory).tree().consistency(first.size(), second.size());

            assertThat(proof.verify(first.root(), second.root())).isTrue();
            assertThat(proof.verify(second.root(), first.root())).isFalse();
        }
    }

    @Test
    void oneLogWritesToADirectory() {
        try (AuditLog log = AuditLog.open(directory)) {
            assertThatExceptionOfType(AuditException.class)
                    .isThrownBy(() -> AuditLog.open(directory))
                    .withMessageContaining("this process")
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(AuditException.Reason.LOCKED));
            log.append(AuditEvent.of("still", Map.of()));
        }
        try (AuditLog log = AuditLog.open(directory)) {
            assertThat(log.size()).isEqualTo(1);
        }
    }

    @Test
    void aClosedLogTakesNothing() {
        AuditLog log = AuditLog.open(directory);
        log.close();
        log.close();

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> log.append(Logs.event(0)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AuditException.Reason.CLOSED));
    }

    @Test
    void aNewFileBeginsAfterADay() throws IOException {
        Logs.Now now = new Logs.Now("2026-04-01T09:00:00Z");
        AuditSettings settings = AuditSettings.DEFAULT
                .withDurability(AuditSettings.Durability.WRITTEN)
                .withClock(now);
        try (AuditLog log = AuditLog.open(directory, settings)) {
            Logs.fill(log, 2);
            now.set("2026-04-02T08:59:59Z");
            Logs.fill(log, 1);
            assertThat(Logs.segments(directory)).hasSize(1);
            now.set("2026-04-02T09:00:00Z");
            Logs.fill(log, 1);
        }

        assertThat(Logs.segments(directory))
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly("00000000000000000000.records", "00000000000000000003.records");
        assertThat(AuditReader.open(directory).checkpoints())
                .as("taken when the file was changed, after its first record")
                .extracting(Checkpoint::size)
                .containsExactly(4L);
    }

    @Test
    void oldRecordsGoAndTheirProofsStay() throws IOException {
        Logs.Now now = new Logs.Now("2026-04-01T00:00:00Z");
        AuditSettings settings = Logs.SMALL
                .withSegments(Logs.SMALL.segments().withRetention(HALF_A_YEAR))
                .withClock(now);
        Receipt[] receipts;
        Checkpoint before;
        try (AuditLog log = AuditLog.open(directory, settings)) {
            receipts = Logs.fill(log, 12);
            before = log.checkpoint();
        }
        int files = Logs.segments(directory).size();
        now.pass(HALF_A_YEAR);

        try (AuditLog log = AuditLog.open(directory, settings)) {
            Checkpoint after = log.checkpoint();
            AuditReader reader = AuditReader.open(directory);
            MerkleTree tree = reader.tree();

            assertThat(Logs.segments(directory)).hasSizeLessThan(files);
            assertThat(reader.records().get(0).sequence()).isPositive();
            assertThat(reader.records())
                    .extracting(record -> record.entry().type())
                    .contains(AuditEvent.RETIREMENT);
            assertThat(tree.inclusion(0, before.size()).verify(receipts[0].hash(), before.root()))
                    .isTrue();
            assertThat(tree.consistency(before.size(), after.size()).verify(before.root(), after.root()))
                    .isTrue();
            assertThat(reader.verify(List.of(before, after)).damage()).isEmpty();
        }
    }

    @Test
    void recordsThatAreYoungEnoughStay() throws IOException {
        Logs.Now now = new Logs.Now("2026-04-01T00:00:00Z");
        AuditSettings settings = Logs.SMALL
                .withSegments(Logs.SMALL.segments().withRetention(HALF_A_YEAR))
                .withClock(now);
        try (AuditLog log = AuditLog.open(directory, settings)) {
            Logs.fill(log, 12);
        }
        now.pass(HALF_A_YEAR.minusSeconds(1));

        AuditLog.open(directory, settings).close();

        assertThat(AuditReader.open(directory).records()).hasSize(12);
    }

    @Test
    void checkpointsAreSigned() {
        CheckpointSigner signer = CheckpointTest.signer("bank.example/audit");
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL.withSigner(signer))) {
            Logs.fill(log, 9);
        }

        AuditReader reader = AuditReader.open(directory);
        assertThat(reader.checkpoints()).hasSizeGreaterThan(1).allMatch(each -> each.isSignedBy(signer.verifierKey()));
        assertThat(reader.verify(List.of(), signer.verifierKey()).isIntact()).isTrue();
        assertThat(reader.verify(
                                List.of(),
                                CheckpointTest.signer("bank.example/audit").verifierKey())
                        .damage())
                .map(Damage::kind)
                .contains(Damage.Kind.FORKED);
    }

    @Test
    void aSignerThatFailsLosesNoRecord() {
        AuditLog log = AuditLog.open(directory, Logs.SMALL.withSigner(new Failing()));
        Logs.fill(log, 9);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(log::close);
        assertThat(AuditReader.open(directory).records())
                .extracting(record -> record.entry().type())
                .contains(AuditEvent.MAINTENANCE)
                .filteredOn("answer"::equals)
                .hasSize(9);
    }

    /** A key service that is down. */
    private static final class Failing implements CheckpointSigner {

        private final VerifierKey key = CheckpointTest.signer("bank").verifierKey();

        @Override
        public VerifierKey verifierKey() {
            return key;
        }

        @Override
        public byte[] sign(byte[] message) {
            throw new IllegalStateException("the key service is down");
        }
    }

    @Test
    void anInterruptDoesNotKeepARecordFromBeingStored() {
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL.withDurability(AuditSettings.Durability.SYNCED))) {
            Thread.currentThread().interrupt();
            Logs.fill(log, 20);
            assertThat(Thread.interrupted()).isTrue();
            Logs.fill(log, 1);
        }

        assertThat(AuditReader.open(directory).records()).hasSize(21);
    }

    @Test
    void keysMayBeElsewhere(@TempDir Path elsewhere) {
        try (FileSubjectKeys keys = FileSubjectKeys.open(elsewhere.resolve("keys"))) {
            try (AuditLog log = AuditLog.open(directory, Logs.SMALL.withKeys(keys))) {
                Logs.fill(log, 1);
            }
            AuditRecord record = AuditReader.open(directory).records().get(0);

            assertThat(Files.exists(directory.resolve(Segments.KEYS))).isFalse();
            assertThat(AuditReader.open(directory).contents(record)).isEmpty();
            assertThat(AuditReader.open(directory, keys::find).contents(record)).isPresent();
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuditEvent("answer", "", "", Map.of(), Map.of("question", "?"), Map.of()))
                .withMessageContaining("subject");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditSettings.Segmentation.DEFAULT.withMaxBytes(10))
                .withMessageContaining("maxBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditSettings.Segmentation.DEFAULT.withRetention(Duration.ZERO))
                .withMessageContaining("retention");
        assertThatExceptionOfType(AuditException.class).isThrownBy(() -> AuditReader.open(directory));
        assertThat(Logs.event(1).toString()).contains("answer").doesNotContain("customer", "transfer");
        assertThat(new AuditSettings(
                        AuditSettings.Durability.SYNCED,
                        AuditSettings.Segmentation.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        AuditSettings.DEFAULT.clock()))
                .isEqualTo(AuditSettings.DEFAULT);
    }
}
