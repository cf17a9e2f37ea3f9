// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question that is being answered: the model writes on a thread of its own, whoever holds the call reads events.
 *
 * <p>A reader that is slow holds the model up; closing the call ends the model.
 */
final class Call implements TokenSink, AutoCloseable {

    private static final int AHEAD = 64; // events that the model may be ahead of the reader

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(AHEAD);
    private final Consumer<String> log;
    private final long end; // when even a model that keeps no deadline is given up
    private volatile boolean closed;
    private @Nullable Future<?> running;

    Call(ServiceLimits limits, Consumer<String> log) {
        this.log = log;
        this.end = System.nanoTime() + limits.deadline().plus(limits.grace()).toNanos();
    }

    /** Asks {@code model} on one of {@code threads}; {@code answered} runs before the last event can be read. */
    void start(DomainModel model, Question question, ExecutorService threads, Runnable answered) {
        running = threads.submit(() -> {
            Event last;
            try {
                last = answer(model, question.with(TokenSink.KEY, this));
            } finally {
                answered.run();
            }
            Thread.interrupted(); // the model's end is told to a reader that still listens
            if (!closed) {
                put(last);
            }
        });
    }

    static Question question(String text, ServiceLimits limits) {
        return Question.of(text).with(Deadline.KEY, Deadline.after(limits.deadline()));
    }

    private Event answer(DomainModel model, Question question) {
        try {
            return AnswerJson.of(model.answer(question));
        } catch (ModelException e) {
            return failed(AnswerJson.of(e), e.toString());
        } catch (RuntimeException | Error e) { // a bug: the reader must not wait for an answer that never comes
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return failed(AnswerJson.failure("internal", "BUG"), trace.toString());
        }
    }

    /** The reader gets a number, the log what it stands for: messages may name hosts that readers need not know. */
    private Event failed(ObjectNode json, String details) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        log.accept("incident " + incident + ": " + details);
        return Event.last("failure", json.put("incident", incident));
    }

    @Override
    public void token(String text) {
        put(Event.token(text));
    }

    @Override
    public void restart() {
        put(Event.restart());
    }

    private void put(Event event) {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException(ModelUnavailableException.Reason.INTERRUPTED, "the reader has gone", e);
        }
    }

    /** Returns the next event, or empty if there is none within {@code wait}. */
    Optional<Event> next(Duration wait) throws InterruptedException {
        Event event = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null && System.nanoTime() - end > 0) {
            return Optional.of(Event.last("failure", AnswerJson.failure("unavailable", "DEADLINE")));
        }
        return Optional.ofNullable(event);
    }

    @Override
    public void close() {
        closed = true;
        if (running != null) {
            running.cancel(true);
        }
    }
}
