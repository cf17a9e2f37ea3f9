// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** See {@link DomainModels#resilient}. */
final class Resilient implements DomainModel {

    private final DomainModel model;
    private final Resilience resilience;
    private final Optional<Backoff> backoff;
    private final Optional<CircuitState> circuit;
    private final Pause pause;
    private final Description settings;

    /** Waiting, which a test shortens. */
    @FunctionalInterface
    interface Pause {

        void lasts(Duration time) throws InterruptedException;
    }

    Resilient(DomainModel model, Resilience resilience) {
        this(model, resilience, time -> {
            // A latch that nobody opens waits as sleep does and is as interruptible.
            if (new CountDownLatch(1).await(Durations.nanos(time), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("nobody opens this latch");
            }
        });
    }

    Resilient(DomainModel model, Resilience resilience, Pause pause) {
        this.model = requireNonNull(model, "model");
        this.resilience = requireNonNull(resilience, "resilience");
        this.backoff = resilience.retry().map(retry -> new Backoff(retry, resilience));
        this.circuit = resilience.circuit().map(given -> new CircuitState(given, resilience.clock()));
        this.pause = requireNonNull(pause, "pause");
        this.settings = settings(resilience);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Trace before = Trace.EMPTY;
        for (int number = 1; ; number++) {
            question.checkpoint("resilient");
            Attempt attempt = new Attempt(question);
            long start = System.nanoTime();
            try {
                Answer answer = askOnce(attempt);
                return number == 1 ? answer : answer.withTrace(before.then(answer.trace()));
            } catch (ModelUnavailableException | IncompleteAnswerException e) {
                Optional<Duration> wait = attempt.endedBySink() ? Optional.empty() : waitAfter(number, e, question);
                if (wait.isEmpty()) {
                    throw e;
                }
                attempt.giveUp();
                before = before.then(Trace.of(givenUp(e, wait.get(), System.nanoTime() - start)));
                rest(wait.get(), question);
            }
        }
    }

    private Answer askOnce(Attempt attempt) {
        if (circuit.isEmpty()) {
            return askInTime(attempt);
        }
        CircuitState state = circuit.get();
        state.enter();
        long start = System.nanoTime();
        CircuitState.Verdict verdict = CircuitState.Verdict.NONE;
        try {
            Answer answer = askInTime(attempt);
            verdict = CircuitState.Verdict.WORKS;
            return answer;
        } catch (ModelException e) {
            verdict =
                    attempt.endedBySink() ? CircuitState.Verdict.NONE : CircuitState.Verdict.of(e, attempt.question());
            throw e;
        } finally {
            state.leave(verdict, System.nanoTime() - start);
        }
    }

    private Answer askInTime(Attempt attempt) {
        if (resilience.timeout().isEmpty()) {
            return requireNonNull(model.answer(attempt.question()), "a model answered null");
        }
        Timeout timeout = new Timeout(resilience.timeout().get(), attempt.question(), resilience.clock());
        try {
            return requireNonNull(model.answer(timeout.question()), "a model answered null");
        } catch (ModelUnavailableException | IncompleteAnswerException e) {
            throw attempt.endedBySink() ? e : timeout.explain(e);
        }
    }

    private Optional<Duration> waitAfter(int number, ModelException failure, Question question) {
        return circuit.filter(CircuitState::isOpen).isPresent()
                ? Optional.empty()
                : backoff.flatMap(given -> given.waitAfter(number, failure, question));
    }

    private static Step givenUp(ModelException failure, Duration wait, long nanos) {
        return Step.of(
                "given up",
                Duration.ofNanos(nanos),
                Map.of(
                        "failure", PassedOver.failureName(failure),
                        "message", PassedOver.messageOf(failure),
                        "next attempt after", wait.toString()));
    }

    private void rest(Duration wait, Question question) {
        try {
            pause.lasts(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            question.checkpoint("resilient");
        }
    }

    private static Description settings(Resilience resilience) {
        Map<String, String> all = new TreeMap<>();
        resilience.timeout().ifPresent(time -> all.put("timeout", time.toString()));
        resilience.retry().ifPresent(retry -> {
            all.put("attempts", String.valueOf(retry.attempts()));
            all.put("first wait", retry.firstWait().toString());
            all.put("longest wait", retry.longestWait().toString());
        });
        resilience.circuit().ifPresent(given -> {
            all.put("circuit calls", String.valueOf(given.calls()));
            all.put("circuit share", String.valueOf(given.failureShare()));
            all.put("circuit pause", given.pause().toString());
        });
        return new Description("resilient", "", all, List.of());
    }

    @Override
    public Description describe() {
        return settings.withParts(List.of(model.describe()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("resilient(").append(model);
        resilience.timeout().ifPresent(time -> text.append(", timeout ").append(time));
        resilience
                .retry()
                .ifPresent(retry -> text.append(", ").append(retry.attempts()).append(" attempts"));
        resilience
                .circuit()
                .ifPresent(given -> text.append(", circuit ")
                        .append(given.failureShare())
                        .append(" of ")
                        .append(given.calls()));
        return text.append(')').toString();
    }
}
