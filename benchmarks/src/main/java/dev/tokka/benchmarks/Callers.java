// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that call at once: virtual ones where the JDK has them.
 *
 * @param count how many
 */
record Callers(int count) {

    /**
     * What became of one run.
     *
     * @param callsPerSecond calls that ended well, by the time from the first to the last
     * @param cpuMicrosPerCall processor time of this process
     * @param errors calls that did not end well
     * @param liveMegabytes heap in use after a collection
     */
    record Outcome(double callsPerSecond, double cpuMicrosPerCall, int errors, double liveMegabytes) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f calls/s, %.0f µs of CPU a call, %d errors, %.1f MB live",
                    callsPerSecond,
                    cpuMicrosPerCall,
                    errors,
                    liveMegabytes);
        }
    }

    /** Returns whether this JDK has virtual threads. */
    static boolean virtual() {
        return Runtime.version().feature() >= 21;
    }

    /** Lets every thread make {@code callsEach} calls, one after the other. */
    Outcome run(Runnable call, int callsEach) {
        AtomicInteger errors = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = threads();
        try {
            List<Future<?>> ended = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ended.add(threads.submit(() -> {
                    go.await();
                    for (int n = 0; n < callsEach; n++) {
                        attempt(call, errors);
                    }
                    return null;
                }));
            }
            long cpu = cpuNanos();
            long start = System.nanoTime();
            go.countDown();
            for (Future<?> each : ended) {
                each.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            int calls = count * callsEach;
            double cpuMicros = (cpuNanos() - cpu) / 1e3 / calls;
            return new Outcome((calls - errors.get()) / seconds, cpuMicros, errors.get(), liveMegabytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a caller failed", e);
        } finally {
            threads.shutdown();
        }
    }

    private static void attempt(Runnable call, AtomicInteger errors) {
        try {
            call.run();
        } catch (RuntimeException e) {
            if (errors.getAndIncrement() == 0) {
                System.err.println("the first failed call: " + e);
            }
        }
    }

    /** Returns a thread for each task: a virtual one, or one of a pool that grows as it needs. */
    ExecutorService threads() {
        if (!virtual()) {
            return Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "caller");
                thread.setDaemon(true);
                return thread;
            });
        }
        try {
            // By reflection, because the byte code is for Java 17.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("expected a JDK with virtual threads", e);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static double liveMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }
}
