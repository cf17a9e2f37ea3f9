// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.tokka.Deadline;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** See {@link GuardedHttpClientBuilder}. */
record GuardedHttpClient(Wire wire, Map<Thread, RequestScope> scopes) implements HttpClient {

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Call call = call(Outgoing.of(request), Optional.empty());
        if (Thread.currentThread().isInterrupted()) {
            throw new TransportException(
                    Kind.INTERRUPTED, call.request().where() + ": the calling thread was interrupted");
        }
        try {
            return begin(call).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.end(Kind.INTERRUPTED, "the calling thread was interrupted");
            throw new TransportException(
                    Kind.INTERRUPTED, call.request().where() + ": the calling thread was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Streams; events are cut and checked here, so that {@code parser} is not needed. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        requireNonNull(listener, "listener");
        Outgoing outgoing;
        try {
            outgoing = Outgoing.of(request);
        } catch (TransportException e) {
            listener.onError(e);
            return;
        }
        SerialListener serial = new SerialListener(listener);
        CompletableFuture<?> unused = begin(call(outgoing, Optional.of(serial)))
                .whenCompleteAsync(
                        (answer, failure) -> serial.end(it -> {
                            if (failure == null) {
                                it.onClose();
                            } else {
                                it.onError(failure);
                            }
                        }),
                        wire.executor());
    }

    private Call call(Outgoing request, Optional<SerialListener> listener) {
        Duration total = wire.limits().totalTimeout();
        Duration allowed = scope().flatMap(RequestScope::deadline)
                .map(Deadline::remaining)
                .filter(remaining -> remaining.compareTo(total) < 0)
                .orElse(total);
        Reach reach = scope().map(wire.reach()::within).orElse(wire.reach());
        return new Call(wire.withReach(reach), request, listener, allowed);
    }

    private CompletableFuture<SuccessfulHttpResponse> begin(Call call) {
        scope().ifPresent(scope -> scope.onCancel(() -> call.end(Kind.INTERRUPTED, "the request was cancelled")));
        return call.begin();
    }

    private Optional<RequestScope> scope() {
        return Optional.ofNullable(scopes.get(Thread.currentThread()));
    }
}
