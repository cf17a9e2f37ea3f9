// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import dev.tokka.ModelUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A loop over many items on several daemon threads, of which the calling thread is one. */
final class Workers {

    private final int threads;
    private final ExecutorService helpers;

    Workers(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "tokka-encoder");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs {@code work} for 0 to {@code count - 1}, in about this order, and returns when all have ended.
     *
     * <p>If one fails, no further one begins and its exception is thrown; so it is when the calling thread is
     * interrupted.
     */
    void forEach(int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> others = new ArrayList<>();
        try {
            for (int i = 1; i < Math.min(threads, count); i++) {
                others.add(helpers.submit(() -> drain(next, count, work)));
            }
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ModelUnavailableException(
                            ModelUnavailableException.Reason.INTERRUPTED,
                            "encoder: the calling thread was interrupted");
                }
                work.accept(i);
            }
        } finally {
            next.set(count);
            join(others);
        }
    }

    private static void drain(AtomicInteger next, int count, IntConsumer work) {
        try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                work.accept(i);
            }
        } finally {
            next.set(count); // after a failure the others need not go on
        }
    }

    private static void join(List<Future<?>> others) {
        boolean interrupted = false;
        try {
            for (Future<?> other : others) {
                while (true) {
                    try {
                        other.get();
                        break;
                    } catch (InterruptedException e) {
                        interrupted = true; // each has one text left at most: wait for it
                    } catch (ExecutionException e) {
                        throw e.getCause() instanceof RuntimeException failure
                                ? failure
                                : new IllegalStateException("encoder failed", e.getCause());
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void close() {
        helpers.shutdown();
    }
}
