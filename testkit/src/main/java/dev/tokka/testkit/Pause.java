// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How scripted and faulty models let time pass. A test that wants to know what was waited passes its own. */
@FunctionalInterface
public interface Pause {

    /**
     * Lets {@code time} pass, or does as if.
     *
     * @throws InterruptedException if the calling thread is or becomes interrupted
     */
    void pause(Duration time) throws InterruptedException;

    /** Returns the pause that takes no time. */
    static Pause none() {
        return time -> {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before a pause of " + time);
            }
        };
    }

    /** Returns the pause that really waits. */
    static Pause real() {
        return time -> {
            long end = System.nanoTime() + Math.min(NANOSECONDS.convert(time), Long.MAX_VALUE / 2);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted in a pause of " + time);
                }
                LockSupport.parkNanos(left);
            }
        };
    }
}
