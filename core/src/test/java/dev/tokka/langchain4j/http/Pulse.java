// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Measures by how much this process is held up by the machine: a thread that wants to run every few milliseconds writes
 * down every delay. What is late by less than the delays of its own time is not late for a reason of its own. A request
 * waits for several threads, one after the other, so that the delays add up.
 */
final class Pulse implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(10);

    private final Semaphore stop = new Semaphore(0);
    private final ConcurrentNavigableMap<Long, Long> delays = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this::beat, "pulse");

    Pulse() {
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        try {
            long before = System.nanoTime();
            while (!stop.tryAcquire(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
                long now = System.nanoTime();
                delays.put(now, now - before - BEAT.toNanos());
                before = now;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns by how much the process was held up in a span of time.
     *
     * @param from its start, as {@link System#nanoTime()} tells it
     * @param to its end, in the same way
     * @return the sum of the delays that ended in the span or were going on at its end
     */
    Duration heldUp(long from, long to) {
        long sum = delays.subMap(from, true, to, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        Map.Entry<Long, Long> goingOn = delays.higherEntry(to);
        return Duration.ofNanos(sum + (goingOn == null ? 0 : goingOn.getValue()));
    }

    @Override
    public void close() {
        stop.release();
    }
}
