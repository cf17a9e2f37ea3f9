// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** How long a call that waits for a model goes on after its thread is interrupted. */
final class InterruptLatency {

    private static final int CALLS = 100;
    private static final Duration TOKEN = Duration.ofMillis(50);

    private final Random random = new Random(20_261_125);

    List<Figure> measure() {
        double[] streams = measure(true, Question.of("How fast?").with(TokenSink.KEY, new Ignoring()));
        double[] wholes = measure(false, Question.of("How fast?"));
        return List.of(
                Figure.of("interrupt while streaming, until the call ends, p50", streams[CALLS / 2], "ms"),
                Figure.of("interrupt while streaming, until the call ends, worst", streams[CALLS - 1], "ms")
                        .atMost(100),
                Figure.of("interrupt while waiting, until the call ends, p50", wholes[CALLS / 2], "ms"),
                Figure.of("interrupt while waiting, until the call ends, worst", wholes[CALLS - 1], "ms")
                        .atMost(100));
    }

    /** Returns the times in milliseconds, in ascending order; the first calls, which load classes, do not count. */
    private double[] measure(boolean paced, Question question) {
        double[] times = new double[CALLS];
        try (ServerProcess server = ServerProcess.start(paced ? TOKEN : TOKEN.multipliedBy(LoadServer.WORDS), paced)) {
            DomainModel model = server.model();
            for (int i = -CALLS / 10; i < CALLS; i++) {
                times[Math.max(i, 0)] = interrupted(model, question);
            }
        }
        Arrays.sort(times);
        return times;
    }

    private double interrupted(DomainModel model, Question question) {
        long[] ended = new long[1];
        Thread caller = new Thread(() -> {
            try {
                model.answer(question);
            } catch (ModelException e) {
                if (Thread.currentThread().isInterrupted()) {
                    ended[0] = System.nanoTime();
                }
            }
        });
        caller.start();
        LockSupport.parkNanos(Duration.ofMillis(20 + random.nextInt(200)).toNanos());
        long start = System.nanoTime();
        caller.interrupt();
        try {
            caller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
        if (ended[0] == 0) {
            throw new IllegalStateException("expected a call that fails with the interrupt flag set");
        }
        return (ended[0] - start) / 1e6;
    }

    private record Ignoring() implements TokenSink {

        @Override
        public void token(String token) {}

        @Override
        public void restart() {}
    }
}
