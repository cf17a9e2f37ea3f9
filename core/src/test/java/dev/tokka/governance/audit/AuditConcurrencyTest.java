// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditConcurrencyTest {

    private static final int THREADS = 64;
    private static final int EACH = 60;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(AuditSettings.Durability.class)
    void sixtyFourThreadsLeaveNoGapAndNoDuplicate(AuditSettings.Durability durability) throws Exception {
        AuditSettings settings = Logs.SMALL
                .withDurability(durability)
                .withSegments(Logs.SMALL.segments().withMaxBytes(200_000));
        List<Long> sequences = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AuditLog log = AuditLog.open(directory, settings)) {
            CountDownLatch begin = new CountDownLatch(THREADS);
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                all.add(threads.submit(() -> {
                    begin.countDown();
                    begin.await();
                    List<Long> mine = new ArrayList<>();
                    for (int j = 0; j < EACH; j++) {
                        mine.add(log.append(Logs.event(thread * EACH + j)).sequence());
                    }
                    assertThat(mine).isSorted();
                    return mine;
                }));
            }
            for (Future<List<Long>> each : all) {
                sequences.addAll(each.get());
            }
        } finally {
            threads.shutdownNow();
        }

        List<Long> expected = LongStream.range(0, THREADS * EACH).boxed().toList();
        assertThat(sequences).containsExactlyInAnyOrderElementsOf(expected);
        AuditReader reader = AuditReader.open(directory);
        assertThat(reader.records()).extracting(AuditRecord::sequence).containsExactlyElementsOf(expected);
        assertThat(reader.verify(List.of()).damage()).isEmpty();
    }

    @Test
    void aReaderSeesAWholeLogWhileItIsWritten() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
            AuditReader reader = AuditReader.open(directory);
            Future<?> writing = threads.submit(() -> Logs.fill(log, 400));
            long seen = 0;
            while (!writing.isDone()) {
                Verification verification = reader.verify(List.of());
                assertThat(verification.damage()).isEmpty();
                assertThat(verification.records()).isGreaterThanOrEqualTo(seen);
                seen = verification.records();
            }
            writing.get();
        } finally {
            threads.shutdownNow();
        }

        assertThat(AuditReader.open(directory).records()).hasSize(400);
    }
}
