// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Calls of several models, whose answers are taken in order.
 *
 * <p>An executor may make them at once. A call that nobody has begun when its answer is wanted is made by the thread that
 * wants it: so nothing waits for an executor that is busy, shut down or waiting for this very thread. Closing ends the
 * calls that are still going on.
 */
final class Calls implements AutoCloseable {

    private final IntFunction<Answer> call;
    private final List<FutureTask<Answer>> tasks; // empty without an executor

    /** Makes {@code count} calls, of which {@code call} makes the one with the given index. */
    Calls(int count, IntFunction<Answer> call, Optional<Executor> executor) {
        this.call = call;
        if (executor.isEmpty()) {
            this.tasks = List.of();
            return;
        }
        this.tasks = IntStream.range(0, count)
                .mapToObj(index -> new FutureTask<>(() -> call.apply(index)))
                .toList();
        // The first one is for this thread, which has nothing else to do.
        tasks.stream().skip(1).forEach(task -> submit(executor.get(), task));
    }

    private static void submit(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            return; // the thread that wants the answer makes the call
        }
    }

    /**
     * Returns the answer of call {@code index}, or throws what the call threw.
     *
     * @throws ModelUnavailableException also if the deadline of {@code question} passes or this thread is interrupted
     *     while another thread makes the call
     */
    Answer take(int index, Question question, String where) {
        if (tasks.isEmpty()) {
            return call.apply(index);
        }
        FutureTask<Answer> task = tasks.get(index);
        task.run(); // does nothing if another thread has begun
        return await(task, question, where);
    }

    /** Waits for {@code future} as long as {@code question} has time; throws what it ended with. */
    static <T> T await(Future<T> future, Question question, String where) {
        try {
            if (future.isDone()) {
                return future.get();
            }
            Optional<Deadline> deadline = question.attributes().get(Deadline.KEY);
            if (deadline.isEmpty()) {
                return future.get();
            }
            Duration remaining = deadline.get().remaining();
            return future.get(Math.max(0, Durations.nanos(remaining)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            question.checkpoint(where);
            throw new IllegalStateException("a checkpoint lets no interrupted thread pass", e);
        } catch (TimeoutException e) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.DEADLINE, where + ": the deadline passed while waiting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a call cannot end with a checked exception", e);
        }
    }

    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(true));
    }
}
