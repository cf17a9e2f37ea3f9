// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later. */
interface Timer {

    /** The timer of the JDK; it has one daemon thread for all, so a task must not wait for anything. */
    Timer SYSTEM = (delay, task) -> {
        CompletableFuture<Void> due = new CompletableFuture<>();
        CompletableFuture<?> unused = due.thenRun(task);
        due.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    };

    /** Runs {@code task} after {@code delay}; what is returned keeps it from running if it has not yet begun. */
    Runnable after(Duration delay, Runnable task);
}
