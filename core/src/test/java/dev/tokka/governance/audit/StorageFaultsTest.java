// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, that fail, and that lose what was not synced. */
class StorageFaultsTest {

    @TempDir
    Path directory;

    /** A disk with so much room, on which syncs can be made to fail. */
    private static final class Disk implements LogFile.Opener {

        private final AtomicLong room = new AtomicLong(Long.MAX_VALUE / 2);
        private final AtomicInteger syncsThatFail = new AtomicInteger();

        @Override
        public LogFile open(Path path) throws IOException {
            LogFile file = LogFile.open(path);
            return new LogFile() {
                @Override
                public void append(byte[] bytes) throws IOException {
                    long left = room.addAndGet(-bytes.length);
                    if (left >= 0) {
                        file.append(bytes);
                        return;
                    }
                    room.set(0);
                    file.append(Arrays.copyOf(bytes, (int) Math.max(0, left + bytes.length)));
                    throw new IOException("No space left on device");
                }

                @Override
                public void force() throws IOException {
                    if (syncsThatFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        throw new IOException("Input/output error");
                    }
                    file.force();
                }

                @Override
                public void truncate(long length) throws IOException {
                    file.truncate(length);
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }

    @Test
    void aFullDiskLosesNothingWhereverItFills() {
        for (int room = 0; room < 1500; room += 97) {
            Path log = directory.resolve("room-" + room);
            Disk disk = new Disk();
            List<Receipt> stored = new ArrayList<>();
            try (AuditLog full = AuditLog.open(log, Logs.SMALL, disk)) {
                stored.add(full.append(Logs.event(0)));
                disk.room.set(room);
                fillUp(full, stored);
                assertThat(AuditReader.open(log).verify(List.of()).torn()).isZero();
                disk.room.set(1_000_000);
                stored.add(full.append(Logs.event(99)));
            }

            AuditReader reader = AuditReader.open(log);
            assertThat(reader.records())
                    .extracting(AuditRecord::hash)
                    .containsAll(stored.stream().map(Receipt::hash).toList());
            assertThat(reader.verify(List.of()).damage()).isEmpty();
        }
    }

    private static void fillUp(AuditLog log, List<Receipt> stored) {
        try {
            for (int i = 1; i < 20; i++) {
                stored.add(log.append(Logs.event(i)));
            }
            throw new AssertionError("the disk did not fill");
        } catch (AuditException e) {
            assertThat(e.reason()).isEqualTo(AuditException.Reason.STORAGE);
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    @Test
    void aFullDiskWithholdsAnswers() {
        Disk disk = new Disk();
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL, disk)) {
            DomainModel model = log.audit(q -> Answer.reply("Yes."));
            disk.room.set(0);

            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> model.answer("May I?"))
                    .withMessageContainingAll("No space left on device", "withheld");

            disk.room.set(1_000_000);
            assertThat(model.answer("May I?").reply()).isPresent();
            assertThat(log.size()).isEqualTo(1);
        }
    }

    @Test
    void callsThatWentOnWithoutARecordAreToldByTheNextOne() {
        Disk disk = new Disk();
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL, disk)) {
            DomainModel model = log.audit(q -> Answer.reply("Yes."), Auditing.DEFAULT.withFailOpen());
            disk.room.set(0);
            model.answer("First?");
            model.answer("Second?");
            disk.room.set(1_000_000);
            model.answer("Third?");

            assertThat(log.missed()).isEqualTo(2);
        }
        List<AuditRecord> records = AuditReader.open(directory).records();
        assertThat(records)
                .extracting(record -> record.entry().type())
                .containsExactly(AuditEvent.GAP, AuditEvent.ANSWER);
        assertThat(records.get(0).entry().facts()).isEqualTo(Map.of("records", "2"));
    }

    @Test
    void afterASyncThatFailedNothingIsAcknowledgedUntilTheLogIsOpenedAgain() {
        Disk disk = new Disk();
        AuditSettings synced = Logs.SMALL.withDurability(AuditSettings.Durability.SYNCED);
        Receipt first;
        try (AuditLog log = AuditLog.open(directory, synced, disk)) {
            first = log.append(Logs.event(0));
            log.checkpoint();
            disk.syncsThatFail.set(1);
            assertThatExceptionOfType(AuditException.class)
                    .isThrownBy(() -> log.append(Logs.event(1)))
                    .withMessageContaining("Input/output error");
            assertThatExceptionOfType(AuditException.class)
                    .isThrownBy(() -> log.append(Logs.event(2)))
                    .withMessageContaining("open it again");
            assertThatExceptionOfType(AuditException.class).isThrownBy(log::close);
        }

        try (AuditLog log = AuditLog.open(directory, synced)) {
            log.append(Logs.event(3));
        }
        assertThat(AuditReader.open(directory).records().get(0).hash()).isEqualTo(first.hash());
        assertThat(AuditReader.open(directory).verify(List.of()).damage()).isEmpty();
    }

    /** Files that have on the disk only what was synced. */
    private static final class Volatile implements LogFile.Opener {

        private volatile boolean powered = true;

        @Override
        public LogFile open(Path path) throws IOException {
            LogFile file = LogFile.open(path);
            return new LogFile() {
                private final List<byte[]> pending = new ArrayList<>();

                @Override
                public synchronized void append(byte[] bytes) {
                    pending.add(bytes);
                }

                @Override
                public void force() throws IOException {
                    List<byte[]> now;
                    synchronized (this) {
                        now = List.copyOf(pending);
                        pending.clear();
                    }
                    if (!powered) {
                        throw new IOException("the power is off");
                    }
                    for (byte[] bytes : now) {
                        file.append(bytes);
                    }
                }

                @Override
                public synchronized void truncate(long length) throws IOException {
                    file.truncate(length);
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }

    @Test
    void aLossOfPowerLosesNothingThatWasAcknowledged() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path log = directory.resolve("power-" + round);
            Volatile disk = new Volatile();
            List<Receipt> acknowledged = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            AuditLog written = AuditLog.open(log, AuditSettings.DEFAULT, disk);
            List<Future<List<Receipt>>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                all.add(threads.submit(() -> untilFailure(written)));
            }
            while (written.size() < 40L * (round + 1)) {
                Thread.onSpinWait();
            }
            disk.powered = false;
            for (Future<List<Receipt>> each : all) {
                acknowledged.addAll(each.get());
            }
            threads.shutdown();
            assertThatExceptionOfType(AuditException.class).isThrownBy(written::close);

            assertThat(acknowledged).isNotEmpty();
            try (AuditLog reopened = AuditLog.open(log)) {
                MerkleTree tree = AuditReader.open(log).tree();
                assertThat(reopened.size()).isGreaterThanOrEqualTo(acknowledged.size());
                for (Receipt receipt : acknowledged) {
                    assertThat(tree.leaf(receipt.sequence())).isEqualTo(receipt.hash());
                }
            }
        }
    }

    private static List<Receipt> untilFailure(AuditLog log) {
        List<Receipt> acknowledged = new ArrayList<>();
        try {
            while (true) {
                acknowledged.add(log.append(Logs.event(acknowledged.size())));
            }
        } catch (AuditException e) {
            return acknowledged;
        }
    }
}
