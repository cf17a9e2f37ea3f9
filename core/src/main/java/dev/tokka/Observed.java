// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** See {@link DomainModels#observed}. */
final class Observed implements DomainModel {

    private static final String NONE = "none";

    private final DomainModel model;
    private final Observing observing;
    private final KeyValue kind;
    private final KeyValue name;

    Observed(DomainModel model, Observing observing) {
        this.model = requireNonNull(model, "model");
        this.observing = requireNonNull(observing, "observing");
        Description description = model.describe();
        this.kind = KeyValue.of("tokka.model.kind", description.kind());
        this.name = KeyValue.of("tokka.model.name", description.name().isBlank() ? NONE : description.name());
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Observation observation = Observation.createNotStarted("tokka.answer", observing.registry());
        if (observation.isNoop()) {
            return requireNonNull(model.answer(question), "a model answered null");
        }
        tellAsked(observation, question);
        observation.start();
        try {
            Answer answer = observation.scoped(() -> requireNonNull(model.answer(question), "a model answered null"));
            tellOutcome(observation, answer instanceof Answer.Reply ? "reply" : "abstention", NONE);
            tellUsed(observation, answer.trace());
            return answer;
        } catch (RuntimeException | Error e) { // recorded by scoped
            tellOutcome(observation, e.getClass().getSimpleName(), reason(e));
            throw e;
        } finally {
            observation.stop();
        }
    }

    private void tellAsked(Observation observation, Question question) {
        observation.contextualName("answer");
        observation.lowCardinalityKeyValue(kind);
        observation.lowCardinalityKeyValue(name);
        if (observing.questionText()) {
            observation.highCardinalityKeyValue("tokka.question", question.text());
        }
    }

    private static void tellOutcome(Observation observation, String outcome, String reason) {
        observation.lowCardinalityKeyValue("tokka.outcome", outcome);
        observation.lowCardinalityKeyValue("tokka.reason", reason);
    }

    private static void tellUsed(Observation observation, Trace trace) {
        TokenUsage usage = trace.usage();
        Map<Currency, BigDecimal> cost = trace.cost();
        observation.highCardinalityKeyValue("tokka.tokens.input", String.valueOf(usage.input()));
        observation.highCardinalityKeyValue("tokka.tokens.output", String.valueOf(usage.output()));
        observation.highCardinalityKeyValue("tokka.cost", cost.isEmpty() ? NONE : inWords(cost));
    }

    private static String inWords(Map<Currency, BigDecimal> cost) {
        Map<String, BigDecimal> sorted = new TreeMap<>();
        cost.forEach((currency, amount) -> sorted.put(currency.getCurrencyCode(), amount));
        return sorted.entrySet().stream()
                .map(entry -> entry.getValue().toPlainString() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ModelUnavailableException unavailable) {
            return unavailable.reason().name();
        }
        return failure instanceof IncompleteAnswerException cut ? cut.reason().name() : NONE;
    }

    /** Returns the description of the model: being observed can change nothing. */
    @Override
    public Description describe() {
        return model.describe();
    }

    @Override
    public String toString() {
        return "observed(" + model + ")";
    }
}
