// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import dev.tokka.DomainModel;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The questions that are being answered, of which there are never more than a few. */
final class Calls implements AutoCloseable {

    private final DomainModel model;
    private final ServiceLimits limits;
    private final Consumer<String> log;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons.named("answer"));
    private volatile boolean closing;

    Calls(DomainModel model, ServiceLimits limits, Consumer<String> log) {
        this.model = model;
        this.limits = limits;
        this.log = log;
        this.free = new Semaphore(limits.calls());
    }

    /** Starts to answer, or returns empty if as many questions as allowed are being answered. */
    Optional<Call> start(String text) {
        if (closing || !free.tryAcquire()) {
            return Optional.empty();
        }
        Call call = new Call(limits, log);
        call.start(model, Call.question(text, limits), threads, free::release);
        return Optional.of(call);
    }

    /** Takes no more questions, waits for those under way, and ends what takes longer than the grace. */
    @Override
    public void close() {
        closing = true;
        try {
            if (free.tryAcquire(limits.calls(), limits.grace().toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdown();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
