// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.finetune.decoding.Sequences;
import dev.tokka.finetune.graph.DecoderShape;
import dev.tokka.finetune.graph.Family;
import dev.tokka.finetune.graph.ModelFiles;
import dev.tokka.onnx.ModelDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are ended from outside, in the middle of a generation that would go on for minutes. */
class OnnxEndingTest {

    private static final int KILLS = Integer.getInteger("tokka.kills", 8);

    /** A thousand in the slow profile. */
    private static final int ROUNDS = KILLS * KILLS * 2 / 5;

    @TempDir
    static Path folder;

    private static ModelDirectory directory;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, thread);

    @BeforeAll
    static void write() {
        directory = ModelDirectory.of(ModelFiles.write(DecoderShape.small(Family.LLAMA), 1, folder));
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    private static DecoderEngine open(int requests, int waiting) {
        return DecoderEngine.open(
                directory,
                OnnxChatOptions.defaults()
                        .withCapacity(OnnxChatOptions.Capacity.DEFAULT.withRequests(requests, waiting)),
                4);
    }

    /** Reads prompts over and over, until something ends it. */
    private static int endless(Sequences sequences, AtomicInteger steps) {
        sequences.append(List.of(new int[] {3, 4, 5, 6, 7, 8, 9}));
        while (true) {
            sequences.append(List.of(new int[] {1 + steps.incrementAndGet() % 9}));
            sequences.select(0, 0);
            sequences.select(1);
            if (steps.get() % 40 == 0) {
                return steps.get();
            }
        }
    }

    private static void forEver(DecoderEngine engine, AtomicInteger steps) {
        while (true) {
            engine.call("", sequences -> endless(sequences, steps));
        }
    }

    @Test
    void anInterruptEndsAGenerationWithinATenthOfASecond() {
        long[] nanos = new long[5];
        try (DecoderEngine engine = open(2, 2)) {
            for (int round = 0; round < nanos.length; round++) {
                AtomicLong interrupted = new AtomicLong();
                Thread caller = Thread.currentThread();
                later.execute(() -> {
                    interrupted.set(System.nanoTime());
                    caller.interrupt();
                });

                assertThatThrownBy(() -> forEver(engine, new AtomicInteger()))
                        .isInstanceOfSatisfying(
                                ModelUnavailableException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
                nanos[round] = System.nanoTime() - interrupted.get();
                assertThat(Thread.interrupted()).isTrue();
            }
            List<float[]> after = engine.call("", sequences -> sequences.append(List.of(new int[] {1})));
            assertThat(after).hasSize(1); // not spoilt
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[0]))
                .isLessThan(Duration.ofMillis(100)); // machines may be busy, or collecting garbage
    }

    @Test
    void closingUnderSeveralThreadsIsCleanInEveryRound() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            DecoderEngine engine = open(1 + round % 4, 4);
            AtomicInteger steps = new AtomicInteger();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread generating = new Thread(() -> {
                    try {
                        forEver(engine, steps);
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                });
                generating.start();
                threads.add(generating);
            }
            while (steps.get() < round % 16) {
                Thread.onSpinWait();
            }

            engine.close();

            for (Thread generating : threads) {
                generating.join();
            }
            assertThat(failures)
                    .hasSize(4)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("closed"));
        }
    }

    @Test
    void whatIsTooMuchIsRefusedAndTheRestWaits() throws Exception {
        try (DecoderEngine engine = open(1, 1)) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            Thread first = new Thread(() -> engine.<Integer>call("", sequences -> {
                inside.countDown();
                return awaited(leave);
            }));
            first.start();
            inside.await();
            AtomicBoolean began = new AtomicBoolean();
            Thread second = new Thread(() -> swallow(() -> engine.call("", sequences -> began.getAndSet(true))));
            second.start();
            while (second.getState() != Thread.State.WAITING) {
                assertThat(second.isAlive()).isTrue();
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> engine.<Integer>call("", sequences -> 0))
                    .isInstanceOfSatisfying(
                            ModelUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TEMPORARY))
                    .hasMessageContaining("1 requests are running and 1 wait");
            second.interrupt();
            second.join();
            assertThat(began).isFalse();
            leave.countDown();
            first.join();
            int after = engine.call("", sequences -> 1);
            assertThat(after).isOne();
        }
    }

    private static int awaited(CountDownLatch latch) {
        try {
            latch.await();
            return 1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void swallow(Runnable work) {
        try {
            work.run();
        } catch (ModelUnavailableException e) {
            assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED);
        }
    }

    @Test
    void memoryStaysAsItIs() throws Exception {
        int generations = KILLS * 200; // ten thousand in the slow profile
        try (DecoderEngine engine = open(2, 2)) {
            generate(engine, generations / 4);
            long before = Memory.resident();

            generate(engine, generations);

            assertThat(Memory.resident()).isLessThan((long) (before * 1.05));
        }
    }

    private static void generate(DecoderEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            int seed = i;
            engine.call("", sequences -> {
                sequences.append(List.of(new int[] {1 + seed % 50, 2 + seed / 50 % 50, 3, 4, 5, 6, 7}));
                for (int step = 0; step < 8; step++) {
                    sequences.append(List.of(new int[] {1 + step}));
                }
                return 0;
            });
        }
    }
}
