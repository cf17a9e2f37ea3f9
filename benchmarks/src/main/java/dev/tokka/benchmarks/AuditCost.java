// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.AuditSettings;
import dev.tokka.governance.audit.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What a record of each call costs: {@code audited} around a model that costs nothing. */
final class AuditCost {

    static final int WARM_UP = 30_000;
    static final int ROUNDS = 7;
    static final int CALLS = 20_000;
    static final int THREADS = 64;
    static final int EACH = 400;
    static final DomainModel FREE = new Free();

    private final Path folder;

    AuditCost(Path folder) {
        this.folder = folder;
    }

    /** A model that costs nothing and describes itself. */
    private record Free() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply("A transfer within the country is free of charge for holders of an account.");
        }

        @Override
        public Description describe() {
            return Description.of("free");
        }
    }

    /** One thread, records with the operating system before the answer is returned, but not synced. */
    List<Figure> written() {
        AuditSettings settings = AuditSettings.DEFAULT.withDurability(AuditSettings.Durability.WRITTEN);
        try (AuditLog log = AuditLog.open(folder.resolve("written"), settings)) {
            DomainModel audited = log.audit(FREE);
            ask(audited, WARM_UP);
            ask(FREE, WARM_UP);
            double[] bare = new double[ROUNDS];
            double[] recorded = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                bare[round] = ask(FREE, CALLS);
                recorded[round] = ask(audited, CALLS);
            }
            return List.of(Figure.of(
                            "written, 1 thread: added time of a call",
                            Percentile.median(recorded) - Percentile.median(bare),
                            "µs")
                    .atMost(50));
        }
    }

    /** Returns the microseconds of a call. */
    static double ask(DomainModel model, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            model.answer(question(i));
        }
        return (System.nanoTime() - start) / 1e3 / calls;
    }

    private static Question question(int number) {
        return Question.of("What does transfer number " + number + " within the country cost?")
                .with(Caller.KEY, Caller.of("caller-" + number % 100));
    }

    /** Many threads, records on the disk before the answer is returned. */
    List<Figure> synced() throws InterruptedException {
        try (AuditLog log = AuditLog.open(folder.resolve("synced"))) {
            DomainModel audited = log.audit(FREE);
            for (int i = 0; i < 100; i++) {
                audited.answer(question(i)); // the keys of all callers are there
            }
            double alone = ask(audited, 200) / 1e3;
            load(audited);
            double[] shared = new double[3];
            List<double[]> latencies = new ArrayList<>();
            for (int round = 0; round < shared.length; round++) {
                long start = System.nanoTime();
                latencies.add(load(audited));
                shared[round] = (System.nanoTime() - start) / 1e6 / (THREADS * EACH);
            }
            double[] all = latencies.stream().flatMapToDouble(Arrays::stream).toArray();
            return List.of(
                    Figure.of("synced, 1 thread: time of a call", alone, "ms"),
                    Figure.of("synced, 64 threads: time by call", Percentile.median(shared), "ms")
                            .atMost(1),
                    Figure.of("synced, 64 threads: a caller waits, median", Percentile.median(all), "ms"),
                    Figure.of("synced, 64 threads: a caller waits, 95 %", Percentile.p95(all), "ms"));
        }
    }

    /** Returns the milliseconds of each call of all threads. */
    static double[] load(DomainModel model) throws InterruptedException {
        double[] millis = new double[THREADS * EACH];
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * EACH;
            threads.add(new Thread(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = first; i < first + EACH; i++) {
                    long start = System.nanoTime();
                    model.answer(question(i));
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }));
        }
        threads.forEach(Thread::start);
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return millis;
    }

    /** Opening and verifying the log that {@link #written} left. */
    List<Figure> verification() throws IOException {
        Path log = folder.resolve("written");
        long begin = System.nanoTime();
        AuditLog.open(log).close();
        double opened = (System.nanoTime() - begin) / 1e9;
        begin = System.nanoTime();
        Verification verification = AuditReader.open(log).verify(List.of());
        double verified = (System.nanoTime() - begin) / 1e9;
        if (!verification.isIntact()) {
            throw new IllegalStateException("expected an intact log but " + verification.damage());
        }
        double thousands = verification.records() / 1e3;
        return List.of(
                Figure.of("bytes of a record", bytes(log) / (double) verification.records(), "B"),
                Figure.of("opening the log of " + verification.records() + " records", opened, "s"),
                Figure.of("verifying 1,000 records", verified / thousands * 1e3, "ms"));
    }

    private static long bytes(Path log) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.toList()) {
                bytes += String.valueOf(file.getFileName()).endsWith(".records") ? Files.size(file) : 0;
            }
        }
        return bytes;
    }
}
