// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.ModelUnavailableException;
import dev.tokka.Sending;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import dev.tokka.langchain4j.http.RequestScope;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where models run, and the HTTP client that they run over, if it is known.
 *
 * @param executor runs the calls of the model
 * @param transport takes deadlines and cancellations to the wire
 * @param sending where the model sends what it is asked
 */
record Runner(Executor executor, Optional<GuardedHttpClientBuilder> transport, Sending sending) {

    static final Runner DEFAULT = new Runner(Runner::onDaemonThread, Optional.empty(), Sending.unknown());

    Runner withExecutor(Executor newExecutor) {
        return new Runner(newExecutor, transport, sending);
    }

    Runner withTransport(GuardedHttpClientBuilder newTransport) {
        return new Runner(executor, Optional.of(newTransport), sending);
    }

    Runner withSending(Sending newSending) {
        return new Runner(executor, transport, newSending);
    }

    /** Runs {@code task} elsewhere; what it sends over the known transport belongs to {@code scope}. */
    void run(Runnable task, RequestScope scope, String where) {
        Runnable scoped = transport
                .<Runnable>map(client -> () -> client.within(scope, () -> {
                    task.run();
                    return scope;
                }))
                .orElse(task);
        try {
            executor.execute(scoped);
        } catch (RejectedExecutionException e) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.BUDGET, where + ": the executor takes no more calls", e);
        }
    }

    /** Runs {@code task} elsewhere if the executor takes it. */
    void tryToRun(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // What this is for also happens without it, only later.
            return;
        }
    }

    private static void onDaemonThread(Runnable task) {
        Thread thread = new Thread(task, "tokka-model");
        thread.setDaemon(true);
        thread.start();
    }
}
