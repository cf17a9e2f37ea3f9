// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static dev.tokka.ModelUnavailableException.Reason.DEADLINE;
import static dev.tokka.ModelUnavailableException.Reason.INTERRUPTED;
import static dev.tokka.ModelUnavailableException.Reason.TIMEOUT;

import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.ModelUnavailableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what waits for a store on threads of its own, so that the caller can leave at its deadline or when interrupted:
 * drivers wait for sockets and hear nothing meanwhile.
 */
final class StoreCalls implements AutoCloseable {

    private final String where;
    private final Duration timeout;
    private final ExecutorService workers;

    StoreCalls(String where, Duration timeout) {
        this.where = where;
        this.timeout = timeout;
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "tokka-" + where);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Tells what a call that is left should do to end soon. */
    interface Abandoned {
        void end();
    }

    /** Runs {@code call}; {@code abandoned} is told on another thread if nobody waits for it any more. */
    <T> T run(Attributes attributes, Callable<T> call, Abandoned abandoned) {
        Deadline.check(attributes, where);
        if (workers.isShutdown()) {
            throw new IllegalStateException(where + " is closed");
        }
        Duration left = attributes.get(Deadline.KEY).map(Deadline::remaining).orElse(timeout);
        boolean byDeadline = left.compareTo(timeout) < 0;
        Future<T> running = workers.submit(call);
        try {
            return running.get((byDeadline ? left : timeout).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            leave(running, abandoned);
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException(INTERRUPTED, where + ": the calling thread was interrupted");
        } catch (TimeoutException e) {
            leave(running, abandoned);
            throw new ModelUnavailableException(
                    byDeadline ? DEADLINE : TIMEOUT,
                    where + ": expected an answer within " + (byDeadline ? "the deadline" : timeout.toString()));
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private void leave(Future<?> running, Abandoned abandoned) {
        workers.execute(() -> {
            abandoned.end();
            running.cancel(true);
        });
    }

    private RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(where + " failed", e.getCause());
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
