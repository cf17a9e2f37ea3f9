// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link Monitor#monitored}. */
record Monitored(DomainModel model, Optional<DomainModel> fallback, Monitor monitor) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        monitor.admit();
        if (fallback.isPresent() && monitor.divert()) {
            return requireNonNull(fallback.get().answer(question), "a model answered null");
        }
        long start = System.nanoTime();
        Answer answer;
        try {
            answer = requireNonNull(model.answer(question), "a model answered null");
        } catch (PolicyViolationException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) { // whoever was interrupted gave up, not the model
                monitor.observe(Observation.failed(since(start)));
                monitor.observeInput(question);
            }
            throw e;
        }
        monitor.observe(Observation.of(question, answer, since(start)));
        monitor.observeInput(question);
        return answer;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - start));
    }

    /** Returns the description of the model: being watched can change nothing. With a fallback, that of both. */
    @Override
    public Description describe() {
        return fallback.map(other ->
                        new Description("monitored", "", Map.of(), List.of(model.describe(), other.describe())))
                .orElseGet(model::describe);
    }

    @Override
    public String toString() {
        return "monitored(" + model + fallback.map(other -> ", else " + other).orElse("") + ")";
    }
}
