// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A call on a daemon thread of its own, so that one that hangs fails a test and does not hang it. */
final class Call<T> implements AutoCloseable {

    /** Long enough for a call to be under way, short beside every limit. */
    private static final Duration UNDER_WAY = Duration.ofMillis(30);

    private final CompletableFuture<Outcome<T>> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;

    private Call(Supplier<T> task) {
        thread = new Thread(() -> run(task), "contract call");
        thread.setDaemon(true);
    }

    static <T> Call<T> start(Supplier<T> task) {
        Call<T> call = new Call<>(task);
        call.thread.start();
        return call;
    }

    /** Fails unless {@code task} ends within {@code limit}, with a value or a typed failure. */
    static <T> Outcome<T> within(Duration limit, String rule, Supplier<T> task) {
        try (Call<T> call = start(task)) {
            return call.await(limit, rule);
        }
    }

    /** Fails unless {@code task}, begun on an interrupted thread, ends within {@code limit} with the flag set. */
    static <T> void interruptedBefore(Duration limit, String rule, Supplier<T> task) {
        Supplier<T> interrupted = () -> {
            Thread.currentThread().interrupt();
            return task.get();
        };
        try (Call<T> call = start(interrupted)) {
            call.await(limit, rule);
            call.requireInterrupted(rule);
        }
    }

    /** Fails unless {@code task}, interrupted while it runs, ends within {@code limit} with the flag set. */
    static <T> void interruptedDuring(Duration limit, String rule, Supplier<T> task) {
        try (Call<T> call = start(task)) {
            call.hasEnded(UNDER_WAY);
            call.thread.interrupt();
            call.await(limit, rule);
            call.requireInterrupted(rule);
        }
    }

    /** Returns the outcome, which must come within {@code limit} and be a value or a typed failure. */
    Outcome<T> await(Duration limit, String rule) {
        if (!hasEnded(limit)) {
            throw new AssertionError(rule + ": the call must end within " + limit + " but had not");
        }
        Outcome<T> outcome = ended.join();
        outcome.requireTyped(rule);
        return outcome;
    }

    private boolean hasEnded(Duration limit) {
        try {
            ended.get(limit.toNanos(), NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never a failure of the future", e);
        }
    }

    private void requireInterrupted(String rule) {
        if (!thread.isInterrupted()) {
            throw new AssertionError(
                    rule + ": the interrupt flag must be set afterwards; after catching InterruptedException"
                            + " call Thread.currentThread().interrupt()");
        }
    }

    private void run(Supplier<T> task) {
        ended.complete(Outcome.of(task));
        // The flag of a thread that has ended cannot be read, so it waits until it has been.
        while (!closed) {
            LockSupport.park(this);
        }
    }

    /** Ends the thread, or asks it to end if the call hangs. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
