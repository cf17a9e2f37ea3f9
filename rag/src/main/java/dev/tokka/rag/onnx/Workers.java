// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import dev.tokka.ModelUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A loop over many items on several daemon threads, of which the calling thread is one. */
final class Workers {

    private final int threads;
    private final ExecutorService helpers;

    Workers(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "tokka-onnx");
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
        forEach(count, work, () -> {});
    }

    /** Like the other, and runs {@code onInterrupt} when interrupted while waiting, to make the others end sooner. */
    void forEach(int count, IntConsumer work, Runnable onInterrupt) {
        AtomicInteger next = new AtomicInteger();
        List<Helper> others = new ArrayList<>();
        try {
            for (int i = 1; i < Math.min(threads, count); i++) {
                others.add(new Helper(() -> drain(next, count, work)));
            }
            others.forEach(this::submit);
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                requireNotInterrupted();
                work.accept(i);
            }
        } finally {
            next.set(count);
            join(others, onInterrupt);
        }
        if (count > 0) {
            requireNotInterrupted(); // the others may have done everything before this thread looked
        }
    }

    private static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.INTERRUPTED, "model: the calling thread was interrupted");
        }
    }

    private void submit(Helper helper) {
        try {
            helpers.execute(helper);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("model is closed", e);
        }
    }

    /** A share in a loop, which its caller takes back if no thread has begun it when all is done. */
    private static final class Helper extends FutureTask<Boolean> {
        private final AtomicBoolean taken = new AtomicBoolean();

        Helper(Runnable share) {
            super(share, true);
        }

        @Override
        public void run() {
            if (taken.compareAndSet(false, true)) {
                super.run();
            }
        }

        boolean takeBack() {
            return taken.compareAndSet(false, true);
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

    /** Waits for all, also after a failure, since what they use is freed afterwards. */
    private static void join(List<Helper> others, Runnable onInterrupt) {
        boolean interrupted = false;
        Optional<RuntimeException> failure = Optional.empty();
        for (Helper other : others) {
            while (!other.takeBack()) { // the threads may be busy for another caller for a long time
                try {
                    other.get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // each has one text left at most: wait for it
                    onInterrupt.run();
                } catch (ExecutionException e) {
                    failure = failure.or(() -> Optional.of(
                            e.getCause() instanceof RuntimeException cause
                                    ? cause
                                    : new IllegalStateException("model failed", e.getCause())));
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(each -> {
            throw each;
        });
    }

    void close() {
        helpers.shutdown();
    }
}
