// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Question;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting as work does: until it is done, the question's deadline has passed or the thread is interrupted. */
final class Waits {

    private Waits() {}

    static void upTo(Question question, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            question.checkpoint("waiting");
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(5)));
        }
    }

    /** Waits whatever happens, and leaves the interrupt flag as it is. */
    static void stubbornly(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
