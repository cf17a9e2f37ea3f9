// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Money;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** Outcomes as JSON and back: what is read equals what was written. */
final class OutcomeJson {

    private OutcomeJson() {}

    static ObjectNode write(Outcome outcome) {
        ObjectNode json = Json.object();
        json.put("latency", outcome.latency().toString());
        if (outcome instanceof Outcome.Failed failed) {
            json.putObject("failure").put("type", failed.type()).put("message", failed.message());
        } else if (outcome instanceof Outcome.Answered answered) {
            if (answered.answer() instanceof Answer.Reply reply) {
                write(reply, json);
            } else if (answered.answer() instanceof Answer.Abstention abstention) {
                json.put("abstention", abstention.reason());
            }
            write(answered.answer().trace(), json.putArray("trace"));
        }
        return json;
    }

    /**
     * Reads an outcome.
     *
     * @throws RuntimeException if anything is missing or has a value that it cannot have
     */
    static Outcome read(JsonNode json) {
        Duration latency = Duration.parse(json.required("latency").textValue());
        if (json.has("failure")) {
            JsonNode failure = json.required("failure");
            return new Outcome.Failed(text(failure, "type"), text(failure, "message"), latency);
        }
        Trace trace = new Trace(list(json.required("trace"), OutcomeJson::step));
        Answer answer = json.has("abstention")
                ? new Answer.Abstention(text(json, "abstention"), trace)
                : new Answer.Reply(text(json, "reply"), citations(json), confidence(json), trace);
        return new Outcome.Answered(answer, latency);
    }

    private static void write(Answer.Reply reply, ObjectNode json) {
        json.put("reply", reply.text());
        reply.confidence().ifPresent(value -> json.put("confidence", value));
        ArrayNode citations = json.putArray("citations");
        for (Citation citation : reply.citations()) {
            ObjectNode node = citations.addObject();
            node.put("number", citation.number());
            node.put("claim", write(citation.claim()));
            node.put("document", citation.source().document());
            node.set("headings", Json.texts(citation.source().headings()));
            node.put("span", write(citation.source().span()));
            node.put("quote", citation.quote());
            node.put("support", citation.support());
        }
    }

    private static void write(Trace trace, ArrayNode steps) {
        for (Step step : trace.steps()) {
            ObjectNode node = steps.addObject();
            node.put("name", step.name());
            node.put("duration", step.duration().toString());
            if (!step.usage().equals(TokenUsage.NONE)) {
                node.put("input", step.usage().input())
                        .put("output", step.usage().output());
            }
            step.cost()
                    .ifPresent(cost -> node.put("amount", cost.amount().toString())
                            .put("currency", cost.currency().getCurrencyCode()));
            node.set("details", Json.texts(step.details()));
        }
    }

    private static List<Citation> citations(JsonNode json) {
        return list(
                json.required("citations"),
                node -> new Citation(
                        node.required("number").intValue(),
                        span(node, "claim"),
                        new Source(
                                text(node, "document"),
                                list(node.required("headings"), JsonNode::textValue),
                                span(node, "span")),
                        text(node, "quote"),
                        node.required("support").doubleValue()));
    }

    private static OptionalDouble confidence(JsonNode json) {
        return json.has("confidence")
                ? OptionalDouble.of(json.required("confidence").doubleValue())
                : OptionalDouble.empty();
    }

    private static Step step(JsonNode node) {
        Map<String, String> details = new TreeMap<>();
        node.required("details")
                .properties()
                .forEach(
                        detail -> details.put(detail.getKey(), detail.getValue().textValue()));
        TokenUsage usage = node.has("input")
                ? new TokenUsage(
                        node.required("input").longValue(),
                        node.required("output").longValue())
                : TokenUsage.NONE;
        Optional<Money> cost = node.has("amount")
                ? Optional.of(
                        new Money(new BigDecimal(text(node, "amount")), Currency.getInstance(text(node, "currency"))))
                : Optional.empty();
        return new Step(text(node, "name"), Duration.parse(text(node, "duration")), usage, cost, details);
    }

    private static String write(Span span) {
        return span.start() + "-" + span.end();
    }

    private static Span span(JsonNode node, String field) {
        String[] ends = text(node, field).split("-", -1);
        return new Span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.required(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a text but is " + value.getNodeType());
        }
        return value.textValue();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(read.apply(node)));
        return all;
    }
}
