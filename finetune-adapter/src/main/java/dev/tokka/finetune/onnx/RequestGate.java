// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets some requests in at once and some wait, in order; refuses the rest. Safe for use by many threads. */
final class RequestGate implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int most;
    private final int mostWaiting;
    private int inside;
    private int waiting;
    private boolean closed;

    RequestGate(int most, int mostWaiting) {
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Returns what {@code work} returns, when its turn has come.
     *
     * @throws ModelUnavailableException if too many wait, or the thread is interrupted while it waits
     * @throws IllegalStateException if this is closed meanwhile
     */
    <T> T through(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            requireOpen();
            if (inside < most && waiting == 0) {
                inside++;
                return;
            }
            if (waiting >= mostWaiting) {
                throw new ModelUnavailableException(
                        Reason.TEMPORARY,
                        "model: " + inside + " requests are running and " + waiting
                                + " wait, which is the most; ask again later, or open it with a longer queue");
            }
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException(
                    Reason.INTERRUPTED, "model: the calling thread was interrupted while it waited", e);
        } finally {
            lock.unlock();
        }
    }

    private void await() throws InterruptedException {
        waiting++;
        try {
            while (inside >= most && !closed) {
                changed.await();
            }
            requireOpen();
            inside++;
        } finally {
            waiting--;
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("model is closed");
        }
    }

    /** Ends the waiting of all, and lets nobody in. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
