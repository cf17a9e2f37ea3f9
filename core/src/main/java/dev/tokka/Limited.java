// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** See {@link DomainModels#limited}. */
final class Limited implements DomainModel {

    private final DomainModel model;
    private final Limits limits;
    private final Accounts accounts;
    private final Optional<Semaphore> places;
    private final Description settings;

    Limited(DomainModel model, Limits limits) {
        this.model = requireNonNull(model, "model");
        this.limits = requireNonNull(limits, "limits");
        this.accounts = new Accounts(limits);
        this.places = limits.places().map(allowed -> new Semaphore(allowed.calls(), true));
        this.settings = settings(limits);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("limited");
        if (places.isEmpty()) {
            return ask(question);
        }
        accounts.check(question); // who may not begin does not wait for a place
        Trace waited = enter(places.get(), question);
        try {
            Answer answer = ask(question);
            return waited.steps().isEmpty() ? answer : answer.withTrace(waited.then(answer.trace()));
        } finally {
            places.get().release();
        }
    }

    private Answer ask(Question question) {
        Instant start = accounts.begin(question);
        Trace used = Trace.EMPTY;
        try {
            Answer answer = requireNonNull(model.answer(question), "a model answered null");
            used = answer.trace();
            return answer;
        } finally {
            accounts.charge(question, used, start);
        }
    }

    /** Takes a place, or throws if there is none in time; returns the step of waiting, if it came to that. */
    private Trace enter(Semaphore free, Question question) {
        try {
            if (free.tryAcquire(0, TimeUnit.NANOSECONDS)) { // unlike tryAcquire(), behind those who wait
                return Trace.EMPTY;
            }
            long start = System.nanoTime();
            Duration maxWait = limits.places().orElseThrow().maxWait();
            Duration wait = question.attributes()
                    .get(Deadline.KEY)
                    .map(deadline -> Durations.shorter(deadline.remaining(), maxWait))
                    .orElse(maxWait);
            if (free.tryAcquire(Durations.nanos(wait), TimeUnit.NANOSECONDS)) {
                return Trace.of(Step.of("wait for a place", Duration.ofNanos(System.nanoTime() - start), Map.of()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        question.checkpoint("limited");
        Limits.Places allowed = limits.places().orElseThrow();
        throw new ModelUnavailableException(
                ModelUnavailableException.Reason.BUDGET,
                "limited: " + allowed.calls() + " calls at once are allowed and none of them ended within "
                        + allowed.maxWait());
    }

    private static Description settings(Limits limits) {
        Map<String, String> all = new TreeMap<>();
        limits.places().ifPresent(allowed -> {
            all.put("places", String.valueOf(allowed.calls()));
            all.put("longest wait", allowed.maxWait().toString());
        });
        limits.rate().ifPresent(rate -> {
            all.put("calls", String.valueOf(rate.calls()));
            all.put("calls in", rate.period().toString());
        });
        limits.budget().ifPresent(budget -> all.put("budget", budget.inWords()));
        all.put("scope", limits.scope().name());
        all.put("callers", String.valueOf(limits.maxCallers()));
        return new Description("limited", "", all, List.of());
    }

    @Override
    public Description describe() {
        return settings.withParts(List.of(model.describe()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("limited(").append(model);
        limits.places()
                .ifPresent(allowed -> text.append(", ").append(allowed.calls()).append(" at once"));
        limits.rate()
                .ifPresent(rate ->
                        text.append(", ").append(rate.calls()).append(" in ").append(rate.period()));
        limits.budget().ifPresent(budget -> text.append(", ").append(budget.inWords()));
        return text.append(')').toString();
    }
}
