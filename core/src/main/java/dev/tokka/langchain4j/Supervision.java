// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.EgressGuard;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.langchain4j.http.RequestScope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * One call of something that may hang, fail or go on for ever, made on another thread while the calling thread keeps the
 * limits: it ends once, in time, and what comes later is dropped.
 *
 * @param <R> what a complete answer comes in
 */
final class Supervision<R> {

    /** How long to wait before the clock of a deadline is read again, which need not be the machine's. */
    private static final long LOOK_UP_NANOS = Duration.ofMillis(200).toNanos();

    private final Runner runner;
    private final CallLimits limits;
    private final Attributes attributes;
    private final Optional<Deadline> deadline;
    private final String where;

    Supervision(Runner runner, CallLimits limits, Attributes attributes, String where) {
        this.runner = runner;
        this.limits = limits;
        this.attributes = attributes;
        this.deadline = attributes.get(Deadline.KEY);
        this.where = where;
    }

    /** The call itself, which sends its results to an exchange. */
    interface Below<R> {
        void ask(Exchange<R> exchange);
    }

    /** Takes the text of an answer on the calling thread, as it is written. */
    interface Reader {

        /** Takes the next piece; returns whether no more is wanted. */
        boolean take(String piece);

        /** Returns all that was taken, for a failure to carry. */
        String taken();
    }

    /**
     * Returns the response, or empty if the reader wanted no more.
     *
     * @throws ModelException if the call ended in any other way
     */
    Optional<Response<R>> run(Below<R> below, Reader reader) {
        Exchange<R> exchange = new Exchange<>(limits.maxCharacters());
        RequestScope scope = attributes.get(EgressGuard.KEY).isPresent()
                ? new RequestScope(deadline, endpoint -> runner.sending().permits(endpoint, attributes))
                : new RequestScope(deadline);
        FutureTask<Void> task = new FutureTask<>(() -> askSafely(below, exchange), null);
        runner.run(task, scope, where);
        boolean complete = false;
        try {
            Optional<Response<R>> response = follow(exchange, reader);
            complete = response.isPresent();
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(IncompleteAnswerException.Reason.INTERRUPTED, reader.taken() + exchange.close());
        } finally {
            exchange.close();
            if (!complete) { // a thread that has answered is left to finish its work
                task.cancel(true);
                scope.cancel();
                runner.tryToRun(exchange::cancel);
            }
        }
    }

    /**
     * A complete response.
     *
     * @param value what it came in; {@code null} if the model sent that
     */
    record Response<R>(@Nullable R value) {}

    private static <R> void askSafely(Below<R> below, Exchange<R> exchange) {
        try {
            below.ask(exchange);
        } catch (Throwable e) { // an error too must end the call, and this is the only one to tell
            exchange.fail(e);
        }
    }

    private Optional<Response<R>> follow(Exchange<R> exchange, Reader reader) throws InterruptedException {
        long start = System.nanoTime();
        long lastHeard = 0;
        boolean begun = false;
        while (true) {
            long now = System.nanoTime();
            long left = nanos(limits.timeout()) - (now - start);
            long untilStalled = begun ? nanos(limits.idle()) - (now - lastHeard) : Long.MAX_VALUE;
            Exchange.Taken<R> taken = exchange.take(pause(Math.min(left, untilStalled)));
            if (!taken.text().isEmpty() && reader.take(taken.text())) {
                return Optional.empty();
            }
            if (taken.end().isPresent()) {
                return Optional.of(response(taken.end().get(), reader.taken()));
            }
            if (taken.heard()) {
                begun = true;
                lastHeard = System.nanoTime(); // the reader's own time is no pause of the model
            } else if (untilStalled <= 0) {
                throw ended(IncompleteAnswerException.Reason.STALLED, reader.taken());
            }
            requireTime(left, reader);
        }
    }

    private long pause(long nanos) {
        long untilDeadline = deadline.map(known -> nanos(known.remaining())).orElse(Long.MAX_VALUE);
        return Math.max(0, Math.min(LOOK_UP_NANOS, Math.min(nanos, untilDeadline)));
    }

    private void requireTime(long left, Reader reader) {
        if (Thread.currentThread().isInterrupted()) {
            throw ended(IncompleteAnswerException.Reason.INTERRUPTED, reader.taken());
        }
        if (left <= 0 || deadline.filter(known -> nanos(known.remaining()) <= 0).isPresent()) {
            throw ended(IncompleteAnswerException.Reason.DEADLINE, reader.taken());
        }
    }

    private Response<R> response(Exchange.End<R> end, String taken) {
        if (end instanceof Exchange.End.Complete<R> complete) {
            return new Response<>(complete.response());
        }
        if (end instanceof Exchange.End.Failed<R> failed) {
            throw ModelFailures.after(taken, failed.cause(), where);
        }
        throw ended(IncompleteAnswerException.Reason.TOO_LARGE, taken);
    }

    private ModelException ended(IncompleteAnswerException.Reason reason, String taken) {
        boolean expired =
                deadline.filter(known -> nanos(known.remaining()) <= 0).isPresent();
        String message = where + ": "
                + switch (reason) {
                    case INTERRUPTED -> "the calling thread was interrupted";
                    case STALLED -> "no token came for " + limits.idle();
                    case TOO_LARGE -> "more than " + limits.maxCharacters() + " characters were written";
                    default -> expired ? "the deadline passed" : "no end came within " + limits.timeout();
                };
        if (!taken.isEmpty() || reason == IncompleteAnswerException.Reason.STALLED) {
            return new IncompleteAnswerException(reason, message, WellFormed.text(taken));
        }
        return new ModelUnavailableException(
                switch (reason) {
                    case INTERRUPTED -> ModelUnavailableException.Reason.INTERRUPTED;
                    case TOO_LARGE -> ModelUnavailableException.Reason.TOO_LARGE;
                    default ->
                        expired ? ModelUnavailableException.Reason.DEADLINE : ModelUnavailableException.Reason.TIMEOUT;
                },
                message);
    }

    /** Returns {@code time} in nanoseconds, or the most there is if it is longer than 292 years. */
    private static long nanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
