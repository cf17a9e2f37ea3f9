// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static dev.tokka.onnx.GraphWriter.BOOL;
import static dev.tokka.onnx.GraphWriter.FLOAT;
import static dev.tokka.onnx.GraphWriter.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.ModelUnavailableException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A graph that counts to the number it is given. */
class GuardedSessionTest {

    private static final long FOR_EVER = 2_000_000_000_000L;

    private final GuardedSession session = GuardedSession.open(
            OnnxGraph.of(Path.of("counting.onnx"), counting()), options -> options.setIntraOpNumThreads(1));

    @Test
    void runsReturnWhatTheyRead() throws OrtException {
        assertThat(count(7)).isEqualTo(7);
        assertThat(session.inputs()).containsOnlyKeys("turns");
        assertThat(session.outputs()).containsOnlyKeys("counted");
        session.close(() -> {});
    }

    @Test
    void aFailureOfTheRunSaysWhatWasRun() {
        assertThatThrownBy(() -> session.call(call ->
                        session.run(call, "two numbers", (environment, open) -> open.run(Map.of(), call.options()))))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("two numbers");
        session.close(() -> {});
    }

    @Test
    void anInterruptEndsARun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            begun.countDown();
            try {
                count(FOR_EVER);
            } catch (ModelUnavailableException e) {
                failure.complete(Thread.currentThread().isInterrupted() ? e : new IllegalStateException("no flag"));
            }
        });
        thread.start();
        begun.await();

        thread.interrupt();

        assertThat(failure.join())
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(ModelUnavailableException.Reason.INTERRUPTED));
        assertThat(count(3)).isEqualTo(3); // not spoilt
        session.close(() -> {});
    }

    @Test
    void aThreadThatIsInterruptedAlreadyBeginsNoRun() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> count(1))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(ModelUnavailableException.Reason.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        session.close(() -> {});
    }

    @Test
    void closingEndsRunsAndHappensOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Float> counting = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            return count(FOR_EVER);
        });
        begun.await();
        AtomicInteger closed = new AtomicInteger();

        session.close(closed::incrementAndGet);
        session.close(closed::incrementAndGet);

        assertThat(closed).hasValue(1);
        assertThatThrownBy(counting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> count(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private float count(long turns) {
        return session.call(call -> session.run(call, "a number", (environment, open) -> {
            try (OnnxTensor input =
                            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {turns}), new long[0]);
                    OrtSession.Result result = open.run(Map.of("turns", input), call.options())) {
                return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            }
        }));
    }

    private static byte[] counting() {
        GraphWriter body = new GraphWriter()
                .floats("step", 0, 1)
                .input("turn", GraphWriter.INT64)
                .input("go", BOOL)
                .input("before", FLOAT)
                .node("goOn = Identity go")
                .node("after = Add before step")
                .output("goOn", BOOL)
                .output("after", FLOAT);
        return new GraphWriter()
                .floats("zero", 0, 0)
                .input("turns", GraphWriter.INT64)
                .node("counted = Loop turns _ zero", attribute("body", body))
                .output("counted", FLOAT)
                .toBytes();
    }
}
