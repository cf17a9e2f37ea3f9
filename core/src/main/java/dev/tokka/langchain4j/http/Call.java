// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One request with all its attempts. However it ends, it ends once: its outcome is a future. */
final class Call {

    private static final Duration TIME_TO_DRAIN = Duration.ofMillis(500);

    private final CompletableFuture<SuccessfulHttpResponse> outcome = new CompletableFuture<>();
    private final Queue<Runnable> timers = new ConcurrentLinkedQueue<>();
    private final long start = System.nanoTime();
    private final Wire wire;
    private final Duration allowed;
    private final Attempts attempts;
    private final Watch watch;
    private volatile boolean givenUp;
    private volatile @Nullable SuccessfulHttpResponse whole;
    private volatile Runnable stopDraining = () -> {};

    /**
     * Creates a call that has not begun.
     *
     * @param listener takes the events of a stream; empty if the answer is not streamed
     * @param allowed the time for everything
     */
    Call(Wire wire, Outgoing request, Optional<SerialListener> listener, Duration allowed) {
        this.wire = wire;
        this.allowed = allowed;
        this.attempts = new Attempts(this, wire, request, listener);
        this.watch = listener.isPresent()
                ? idleWatch(wire.limits().idleTimeout())
                : readWatch(wire.limits().readTimeout());
    }

    private Watch idleWatch(Duration limit) {
        return new Watch(wire.timer(), limit, attempts::isExcused, () -> fail(Kind.STALLED, "no content for " + limit));
    }

    private Watch readWatch(Duration limit) {
        return new Watch(
                wire.timer(), limit, attempts::isExcused, () -> fail(Kind.TIMEOUT, "no whole answer within " + limit));
    }

    /** Begins, and returns what completes with the answer, or exceptionally with a {@link TransportException}. */
    CompletableFuture<SuccessfulHttpResponse> begin() {
        if (left().isNegative() || left().isZero()) {
            fail(Kind.TIMEOUT, "no time is left to ask");
            return outcome;
        }
        later(allowed, () -> fail(Kind.TIMEOUT, "no complete answer within " + allowed));
        watch.start();
        attempts.next();
        CompletableFuture<?> unused = outcome.whenComplete((answer, failure) -> {
            watch.stop();
            timers.forEach(Runnable::run);
        });
        return outcome;
    }

    /** Returns the time that is left. */
    Duration left() {
        return allowed.minusNanos(System.nanoTime() - start);
    }

    /** Runs {@code task} later, unless this call ends before. */
    void later(Duration delay, Runnable task) {
        Runnable cancel = wire.timer().after(delay, task);
        timers.add(cancel);
        if (outcome.isDone()) { // meanwhile
            cancel.run();
        }
    }

    /** Returns whether this call has ended. */
    boolean ended() {
        return outcome.isDone();
    }

    /** Completes this call. */
    void complete(SuccessfulHttpResponse answer) {
        outcome.complete(answer);
    }

    /** Ends this call with a failure, unless the model has said that the answer is complete. */
    void fail(Kind kind, String what) {
        SuccessfulHttpResponse answer = whole;
        if (answer == null) {
            end(kind, what);
        } else if (outcome.complete(answer)) {
            attempts.abort();
        }
    }

    /** Ends this call with a failure. */
    void end(Kind kind, String what) {
        end(new TransportException(kind, request().where() + ": " + what));
    }

    /** Ends this call with {@code failure}. */
    void end(TransportException failure) {
        if (outcome.completeExceptionally(failure)) {
            attempts.abort();
        }
    }

    /** Says that the model says that the answer is complete: no failure of the connection can spoil it any more. */
    void whole(SuccessfulHttpResponse answer) {
        whole = answer;
    }

    /** Says that content came, or that an attempt begins. */
    void progressed() {
        watch.touch();
    }

    /** Lets {@code ended} read on for a moment. */
    void drainFor(Body ended) {
        stopDraining = wire.timer().after(TIME_TO_DRAIN, ended::cancel);
    }

    /** Says that a body was read to its end. */
    void drained() {
        stopDraining.run();
    }

    /** Returns the request as it was sent last. */
    Outgoing request() {
        return attempts.request();
    }

    /** Returns what this call is allowed. */
    HttpLimits limits() {
        return wire.limits();
    }

    /** Returns what gives this call up: the listener hears that the stream is closed, as with LangChain4j's client. */
    ServerSentEventParsingHandle handle() {
        return new ServerSentEventParsingHandle() {
            @Override
            public void cancel() {
                givenUp = true;
                if (outcome.complete(SuccessfulHttpResponse.builder()
                        .statusCode(200)
                        .body("")
                        .build())) {
                    attempts.abort();
                }
            }

            @Override
            public boolean isCancelled() {
                return givenUp;
            }
        };
    }
}
