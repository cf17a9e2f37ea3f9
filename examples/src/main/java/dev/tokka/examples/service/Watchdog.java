// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it unless it is closed in time; a write to a reader that has stopped then ends. */
final class Watchdog {

    private final Thread watched = Thread.currentThread();
    private final Future<?> alarm;
    private boolean closed;

    Watchdog(ScheduledExecutorService clock, long nanos) {
        alarm = clock.schedule(this::interrupt, nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void interrupt() {
        if (!closed) {
            watched.interrupt();
        }
    }

    synchronized void close() {
        closed = true;
        alarm.cancel(false);
    }
}
