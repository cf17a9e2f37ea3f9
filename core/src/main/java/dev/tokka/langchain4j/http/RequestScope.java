// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static java.util.Objects.requireNonNull;

import dev.tokka.Deadline;
import dev.tokka.Endpoint;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The requests that are made for one question, so that they end with it.
 *
 * <p>LangChain4j has no way to give one call a deadline, nor to cancel a stream before its first token. Open a scope with
 * {@link GuardedHttpClientBuilder#within} around the call of the model, and cancel it when the answer is not wanted any
 * more.
 */
public final class RequestScope {

    private final Optional<Deadline> deadline;
    private final Optional<Predicate<Endpoint>> permitted;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    /** Creates a scope whose requests end by {@code deadline}, if there is one. */
    public RequestScope(Optional<Deadline> deadline) {
        this.deadline = requireNonNull(deadline, "deadline");
        this.permitted = Optional.empty();
    }

    /**
     * Creates a scope whose requests end by {@code deadline}, if there is one, and are sent only to where {@code permitted} says
     * yes, redirects included; any other ends as {@code FORBIDDEN} before a connection is opened or a name is looked up.
     */
    public RequestScope(Optional<Deadline> deadline, Predicate<Endpoint> permitted) {
        this.deadline = requireNonNull(deadline, "deadline");
        this.permitted = Optional.of(permitted);
    }

    /** Returns the question's deadline: no request lasts longer, and none waits for what would come later. */
    public Optional<Deadline> deadline() {
        return deadline;
    }

    /** Returns what must hold of the addresses that requests are sent to; empty if any will do. */
    Optional<Predicate<Endpoint>> permitted() {
        return permitted;
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
