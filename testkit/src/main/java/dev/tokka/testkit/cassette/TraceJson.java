// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Money;
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
import java.util.TreeMap;

/** Traces in cassettes. Times are whole milliseconds: more would make every recording differ. */
final class TraceJson {

    private TraceJson() {}

    static void write(Trace trace, Rewriting hiding, ObjectNode json) {
        if (trace.steps().isEmpty()) {
            return;
        }
        ArrayNode steps = json.putArray("steps");
        for (Step step : trace.steps()) {
            ObjectNode written = steps.addObject().put("name", step.name());
            written.put("millis", step.duration().toMillis());
            if (!step.usage().equals(TokenUsage.NONE)) {
                written.put("input", step.usage().input())
                        .put("output", step.usage().output());
            }
            step.cost()
                    .ifPresent(cost -> written.put("cost", cost.amount().toPlainString())
                            .put("currency", cost.currency().getCurrencyCode()));
            if (!step.details().isEmpty()) {
                ObjectNode details = written.putObject("details");
                step.details().forEach((name, value) -> details.put(name, hiding.of(value)));
            }
        }
    }

    static Trace read(JsonNode json, Rewriting showing) {
        List<Step> steps = new ArrayList<>();
        json.path("steps").forEach(step -> steps.add(readStep(step, showing)));
        return new Trace(steps);
    }

    private static Step readStep(JsonNode json, Rewriting showing) {
        Map<String, String> details = new TreeMap<>();
        json.path("details")
                .properties()
                .forEach(detail -> details.put(
                        detail.getKey(), showing.of(detail.getValue().asText())));
        Optional<Money> cost = json.has("cost")
                ? Optional.of(new Money(
                        new BigDecimal(json.get("cost").asText()),
                        Currency.getInstance(Require.field(json, "currency").asText())))
                : Optional.empty();
        return new Step(
                Require.field(json, "name").asText(),
                Duration.ofMillis(json.path("millis").asLong()),
                new TokenUsage(json.path("input").asLong(), json.path("output").asLong()),
                cost,
                details);
    }
}
