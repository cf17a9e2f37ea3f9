// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came of one call.
 *
 * @param asked what was asked of which model
 * @param outcome how it ended
 * @param text the reply, the reason of the abstention, or the message of the failure
 * @param confidence that of a reply, if it has any
 * @param used what it took
 */
record Line(Asked asked, Outcome outcome, String text, OptionalDouble confidence, Used used) {

    private static final JsonMapper JSON = new JsonMapper();

    /** How a call ended. */
    enum Outcome {
        REPLY,
        ABSTENTION,
        /** This question has no answer by this model. */
        FAILURE,
        /** The model was not there: the call counts, but the question is asked again. */
        LOST
    }

    static Line of(Asked asked, Answer answer, Duration time) {
        Trace trace = answer.trace();
        Used used = new Used(trace.usage(), trace.cost(), time);
        if (answer instanceof Answer.Reply reply) {
            return new Line(asked, Outcome.REPLY, reply.text(), reply.confidence(), used);
        }
        return new Line(asked, Outcome.ABSTENTION, ((Answer.Abstention) answer).reason(), OptionalDouble.empty(), used);
    }

    static Line failed(Asked asked, Outcome outcome, RuntimeException failure, Duration time) {
        return new Line(
                asked, outcome, String.valueOf(failure.getMessage()), OptionalDouble.empty(), Used.unknown(time));
    }

    /**
     * Returns the answer, the same whether it has just come or was kept.
     *
     * @throws QuestionRejectedException if there was none
     */
    Answer answer() {
        return switch (outcome) {
            case REPLY -> new Answer.Reply(text, List.of(), confidence, used.trace());
            case ABSTENTION -> new Answer.Abstention(text, used.trace());
            case FAILURE, LOST -> throw new QuestionRejectedException(text);
        };
    }

    /** Returns this as one line of JSON, without the question's text. */
    String write() {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", asked.model());
        json.put("asked", asked.question());
        json.put("seed", asked.seed());
        json.put(outcome.name().toLowerCase(Locale.ROOT), text);
        confidence.ifPresent(value -> json.put("confidence", value));
        json.put("input", used.usage().input());
        json.put("output", used.usage().output());
        ObjectNode cost = json.putObject("cost");
        used.cost().forEach((currency, amount) -> cost.put(currency.getCurrencyCode(), amount.toPlainString()));
        json.put("time", used.time().toString());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    /**
     * Reads a line.
     *
     * @throws JsonProcessingException if it is not JSON
     * @throws RuntimeException if it is JSON but not of this form
     */
    static Line read(String line) throws JsonProcessingException {
        JsonNode json = JSON.readTree(line);
        Asked asked = new Asked(
                json.required("model").asText(),
                json.required("asked").asText(),
                json.required("seed").longValue());
        Map<Currency, BigDecimal> cost = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : json.required("cost").properties()) {
            cost.put(
                    Currency.getInstance(field.getKey()),
                    new BigDecimal(field.getValue().asText()));
        }
        Used used = new Used(
                new TokenUsage(
                        json.required("input").longValue(),
                        json.required("output").longValue()),
                cost,
                Duration.parse(json.required("time").asText()));
        Outcome outcome = outcome(json);
        String text = json.required(outcome.name().toLowerCase(Locale.ROOT)).asText();
        OptionalDouble confidence = json.has("confidence")
                ? OptionalDouble.of(json.required("confidence").asDouble())
                : OptionalDouble.empty();
        return new Line(asked, outcome, text, confidence, used);
    }

    private static Outcome outcome(JsonNode json) {
        for (Outcome outcome : Outcome.values()) {
            if (json.has(outcome.name().toLowerCase(Locale.ROOT))) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("expected one of " + List.of(Outcome.values()));
    }
}
