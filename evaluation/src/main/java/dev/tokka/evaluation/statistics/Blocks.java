// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbered pieces of work that may be done in any order. The caller works too, so that a call from within a full executor
 * still ends.
 */
final class Blocks {

    private final int count;
    private final Supplier<IntConsumer> workers;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Blocks(int count, Supplier<IntConsumer> workers) {
        this.count = count;
        this.workers = workers;
        this.open = new CountDownLatch(count);
    }

    /**
     * Does every block once.
     *
     * @param workers called once on each thread that takes part, for what does the work and may keep scratch space
     */
    static void run(int count, Supplier<IntConsumer> workers, Executor executor) {
        Blocks blocks = new Blocks(count, workers);
        int helpers = Math.min(count, Runtime.getRuntime().availableProcessors()) - 1;
        for (int i = 0; i < helpers; i++) {
            executor.execute(blocks::work);
        }
        blocks.work();
        blocks.await();
    }

    private void work() {
        int block = next.getAndIncrement();
        if (block >= count) {
            return;
        }
        @Nullable IntConsumer worker = null;
        for (; block < count; block = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    worker = worker == null ? workers.get() : worker;
                    worker.accept(block);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                open.countDown();
            }
        }
    }

    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                open.await(); // only blocks that a helper has begun are open now
                break;
            } catch (InterruptedException e) {
                interrupted = true; // kept for the caller; a block ends soon and cannot be left half done
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }
}
