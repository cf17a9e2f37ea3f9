// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Citation;
import dev.tokka.Question;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of one call: numbers, and no word of question or reply but a label.
 *
 * @param outcome how it ended
 * @param latency how long it took; not negative
 * @param grounding the mean support of the reply's citations, from 0 to 1; 0 without citations or reply
 * @param cost what it cost, by currency; empty if it has no price
 * @param label the reply, if the question asked for one of some labels
 */
public record Observation(
        Outcome outcome, Duration latency, double grounding, Map<Currency, BigDecimal> cost, Optional<String> label) {

    /** How a call ended. */
    public enum Outcome {
        /** With a reply. */
        REPLY,
        /** With an abstention. */
        ABSTENTION,
        /** With an exception. */
        FAILURE
    }

    /** Checks and copies the components. */
    public Observation {
        requireNonNull(outcome, "outcome");
        if (requireNonNull(latency, "latency").isNegative()) {
            throw new IllegalArgumentException("latency must not be negative but is " + latency);
        }
        Checks.requireShare(grounding, "grounding");
        cost = Map.copyOf(cost);
        requireNonNull(label, "label");
    }

    /** Returns what is remembered of an answer. */
    public static Observation of(Question question, Answer answer, Duration latency) {
        Map<Currency, BigDecimal> cost = answer.trace().cost();
        if (answer instanceof Answer.Reply reply) {
            Optional<String> label =
                    question.form() instanceof AnswerForm.OneOf ? Optional.of(reply.text()) : Optional.empty();
            return new Observation(Outcome.REPLY, latency, support(reply.citations()), cost, label);
        }
        return new Observation(Outcome.ABSTENTION, latency, 0, cost, Optional.empty());
    }

    /** Returns what is remembered of a call that failed. */
    public static Observation failed(Duration latency) {
        return new Observation(Outcome.FAILURE, latency, 0, Map.of(), Optional.empty());
    }

    private static double support(List<Citation> citations) {
        double sum = 0;
        for (Citation citation : citations) {
            sum += citation.support();
        }
        return citations.isEmpty() ? 0 : Math.min(1, sum / citations.size());
    }

    /** Returns the latency in milliseconds. */
    double millis() {
        return latency.toNanos() / 1e6;
    }

    /** Returns what it cost in one currency, 0 if nothing. */
    double cost(Currency currency) {
        BigDecimal amount = cost.get(currency);
        return amount == null ? 0 : amount.doubleValue();
    }
}
