// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.Checks;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for work that nobody waits for: for {@link Inputs}, and for {@link
 * dev.tokka.governance.monitoring.shadow.Shadowing}. It rejects what comes when too much is waiting, ends when there is nothing to do
 * for a while, and keeps no virtual machine alive. Safe for use by many threads.
 */
public final class Background implements Executor, AutoCloseable {

    private final ThreadPoolExecutor executor;

    /**
     * Creates a thread that starts when it is needed.
     *
     * @param name of the thread; not blank
     * @param waiting how many tasks may wait, at least 1
     */
    public Background(String name, int waiting) {
        Checks.requireText(name, "name");
        executor = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(Checks.requireAtLeast(1, waiting, "waiting")),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * {@inheritDoc}
     *
     * @throws java.util.concurrent.RejectedExecutionException if too much is waiting, or this is closed
     */
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Takes no more tasks, forgets those that wait and interrupts the one that runs. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
