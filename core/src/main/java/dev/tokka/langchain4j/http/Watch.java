// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tells when nothing has happened for too long. Costs one timer however often something happens. */
final class Watch {

    private final Timer timer;
    private final Duration limit;
    private final BooleanSupplier excused;
    private final Runnable expired;
    private volatile long touched = System.nanoTime();
    private volatile boolean stopped;
    private volatile Runnable cancel = () -> {};

    /**
     * Creates a watch that does not run yet.
     *
     * @param excused whether somebody else is to blame for what does not happen just now
     * @param expired run once, when nothing happened for {@code limit}
     */
    Watch(Timer timer, Duration limit, BooleanSupplier excused, Runnable expired) {
        this.timer = timer;
        this.limit = limit;
        this.excused = excused;
        this.expired = expired;
    }

    /** Starts watching. */
    void start() {
        touch();
        schedule(limit);
    }

    /** Says that something has happened. */
    void touch() {
        touched = System.nanoTime();
    }

    /** Stops watching. */
    void stop() {
        stopped = true;
        cancel.run();
    }

    private void schedule(Duration delay) {
        cancel = timer.after(delay, this::check);
        if (stopped) {
            cancel.run();
        }
    }

    private void check() {
        if (excused.getAsBoolean()) {
            touch();
        }
        Duration left = limit.minusNanos(System.nanoTime() - touched);
        if (left.isNegative() || left.isZero()) {
            expired.run();
        } else {
            schedule(left);
        }
    }
}
