// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

/** Lets calls in until it is closed, and runs something once when it is closed and the last call has left. */
final class Gate {

    private final Runnable last;
    private int inside;
    private boolean closed;

    Gate(Runnable last) {
        this.last = last;
    }

    /** Returns whether a call may begin; it must then leave. */
    synchronized boolean enter() {
        if (!closed) {
            inside++;
        }
        return !closed;
    }

    /** Ends a call. */
    void leave() {
        boolean now;
        synchronized (this) {
            inside--;
            now = closed && inside == 0;
        }
        if (now) {
            telling(last);
        }
    }

    /** Runs something for nobody who could be told that it fails, but the thread's own handler. */
    static void telling(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Lets no more calls in; does nothing the second time. */
    void close() {
        boolean now;
        synchronized (this) {
            now = !closed && inside == 0;
            closed = true;
        }
        if (now) {
            last.run();
        }
    }
}
