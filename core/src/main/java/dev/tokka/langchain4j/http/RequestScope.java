// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static java.util.Objects.requireNonNull;

import dev.tokka.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The requests that are made for one question, so that they end with it.
 *
 * <p>LangChain4j has no way to give one call a deadline, nor to cancel a stream before its first token. Open a scope with
 * {@link GuardedHttpClientBuilder#within} around the call of the model, and cancel it when the answer is not wanted any
 * more.
 */
public final class RequestScope {

    private final Optional<Deadline> deadline;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    /** Creates a scope whose requests end by {@code deadline}, if there is one. */
    public RequestScope(Optional<Deadline> deadline) {
        this.deadline = requireNonNull(deadline, "deadline");
    }

    /** Returns the question's deadline: no request lasts longer, and none waits for what would come later. */
    public Optional<Deadline> deadline() {
        return deadline;
    }

    /** Ends every request of this scope, and every later one at once, as {@code INTERRUPTED}. */
    public void cancel() {
        cancelled.complete(null);
    }

    /** Runs {@code task} when this scope is cancelled, at once if it is. */
    void onCancel(Runnable task) {
        CompletableFuture<?> unused = cancelled.thenRun(task);
    }
}
