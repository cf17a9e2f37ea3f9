// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are ended from outside, the long ones in the middle of a run that would take minutes. */
class OnnxEndingTest {

    /** A thousand in the slow profile. */
    private static final int ROUNDS = 34 * Integer.getInteger("tokka.kills", 8);

    private static final float[] WEIGHTS = {0, 0, 0, 0, 1, 0, 0, 0, 0};
    private static final List<String> SLOW = List.of("slow", "slow", "slow", "slow", "slow");

    @TempDir
    Path directory;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, thread);

    @BeforeEach
    void model() throws IOException {
        new TinyModel(directory).bertTokenizer().graph(TinyModel.slowScorer(WEIGHTS));
    }

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void anInterruptEndsALongRunWithinATenthOfASecond() {
        long[] nanos = new long[5];
        try (OnnxReranker reranker = open(2)) {
            for (int round = 0; round < nanos.length; round++) {
                AtomicLong interrupted = new AtomicLong();
                Thread caller = Thread.currentThread();
                later.execute(() -> {
                    interrupted.set(System.nanoTime());
                    caller.interrupt();
                });

                assertThatThrownBy(() -> reranker.score("fee", SLOW))
                        .isInstanceOfSatisfying(
                                ModelUnavailableException.class,
                                e -> assertThat(e.reason()).isEqualTo(ModelUnavailableException.Reason.INTERRUPTED));
                nanos[round] = System.nanoTime() - interrupted.get();
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(reranker.score("fee", List.of("fee"))[0]).isGreaterThan(0.99); // not spoilt
        }
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[0])).isLessThan(Duration.ofMillis(100)); // machines may be busy
        assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void closingEndsLongRuns() throws InterruptedException {
        OnnxReranker reranker = open(2);
        AtomicLong closing = new AtomicLong();
        later.execute(() -> {
            closing.set(System.nanoTime());
            reranker.close();
        });

        assertThatThrownBy(() -> reranker.score("fee", SLOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(Duration.ofNanos(System.nanoTime() - closing.get())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aModelThatIsSlowOnAShortTextIsRefused() throws IOException {
        new TinyModel(directory).graph(TinyModel.slowScorer(1, WEIGHTS));

        OnnxOptions impatient = OnnxOptions.defaults().withOpenTimeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> OnnxReranker.open(directory, impatient))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_SLOW));
    }

    @Test
    void closingUnderSeveralThreadsIsCleanInEveryRound() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            OnnxReranker reranker = open(1 + round % 3);
            AtomicInteger scored = new AtomicInteger();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread scoring = new Thread(() -> scoreUntilClosed(reranker, scored, failures));
                scoring.start();
                threads.add(scoring);
            }
            while (scored.get() < round % 16) {
                Thread.onSpinWait();
            }

            reranker.close();

            for (Thread scoring : threads) {
                scoring.join();
            }
            assertThat(failures)
                    .hasSize(4)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("closed"));
        }
    }

    private OnnxReranker open(int threads) {
        return OnnxReranker.open(directory, OnnxOptions.defaults().withThreads(threads));
    }

    private static void scoreUntilClosed(OnnxReranker reranker, AtomicInteger scored, List<Throwable> failures) {
        try {
            while (true) {
                reranker.score("fee", List.of("fee", "card", "lost"));
                scored.incrementAndGet();
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
