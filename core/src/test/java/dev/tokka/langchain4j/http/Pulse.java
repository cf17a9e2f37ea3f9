// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Measures by how much this process is held up by the machine: a thread that wants to run every few milliseconds writes
 * down the longest delay. What is late by less is not late for a reason of its own.
 */
final class Pulse implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(10);

    private final Semaphore stop = new Semaphore(0);
    private final Thread thread = new Thread(this::beat, "pulse");
    private volatile long longest;

    Pulse() {
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        try {
            long before = System.nanoTime();
            while (!stop.tryAcquire(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
                long now = System.nanoTime();
                longest = Math.max(longest, now - before - BEAT.toNanos());
                before = now;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the longest delay so far. */
    Duration longestDelay() {
        return Duration.ofNanos(longest);
    }

    @Override
    public void close() {
        stop.release();
    }
}
