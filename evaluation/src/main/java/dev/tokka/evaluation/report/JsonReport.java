// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Operations;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.Sensitivity;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.statistics.Interval;

/**
 * A report as JSON: everything but the answers, which are in the ledger. Times are in milliseconds. What is unknown, such
 * as an effect size where nothing varies, is left out.
 */
public final class JsonReport {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonReport() {}

    /** Returns the report as one JSON object on several lines. */
    public static String write(Report report) {
        return write(Findings.of(report));
    }

    /** Returns the report and what was concluded from it; otherwise the same. */
    public static String write(Findings findings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Report report = requireNonNull(findings, "findings").report();
        Benchmark benchmark = report.results().benchmark();
        json.putObject("benchmark")
                .put("name", benchmark.name())
                .put("version", benchmark.version())
                .put("hash", benchmark.hash())
                .put("cases", benchmark.cases().size())
                .put("shots", benchmark.protocol().examples().size())
                .put("seeds", benchmark.protocol().seeds().size());
        ObjectNode models = json.putObject("models");
        report.results().fingerprints().forEach(models::put);
        json.put("level", report.level());
        ArrayNode measurements = json.putArray("measurements");
        report.measurements().forEach(one -> write(one, measurements.addObject()));
        ArrayNode comparisons = json.putArray("comparisons");
        report.comparisons().forEach(one -> write(one, comparisons.addObject()));
        ObjectNode operations = json.putObject("operations");
        report.operations().forEach((model, took) -> write(took, operations.putObject(model)));
        findings.recommendation().ifPresent(made -> write(made, json.putObject("recommendation")));
        findings.strategies().ifPresent(table -> write(table, json.putObject("strategies")));
        PublishedPart.json(findings, json);
        JudgePart.json(findings, json);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static void write(Recommendation made, ObjectNode json) {
        made.chosen().ifPresent(choice -> json.put("chosen", choice.name()));
        ObjectNode required = json.putObject("constraints");
        made.constraints().required().forEach((limit, value) -> required.put(limit.name(), value));
        ArrayNode admissible = json.putArray("admissible");
        made.admissible().forEach(option -> admissible.add(option.name()));
        ArrayNode front = json.putArray("front");
        made.front().forEach(option -> front.add(option.name()));
        ObjectNode excluded = json.putObject("excluded");
        made.excluded().forEach(out -> {
            ArrayNode misses = excluded.putArray(out.option().name());
            out.misses()
                    .forEach(miss -> misses.addObject()
                            .put("limit", miss.limit().name())
                            .put("required", miss.required())
                            .put("seen", miss.seen().orElse(null)));
        });
    }

    private static void write(StrategyTable table, ObjectNode json) {
        json.put("metric", table.metric());
        ArrayNode rows = json.putArray("rows");
        for (StrategyTable.Row row : table.rows()) {
            ObjectNode each = rows.addObject().put("model", row.model());
            write(row.value(), each);
            row.relativeGain().ifPresent(gain -> each.put("relativeGain", gain));
        }
        StrategyTable.Together together = table.together();
        json.put("better", together.better()).put("p", together.pValue());
        write(together.overBetter(), json.putObject("overBetter"));
        write(together.interaction(), json.putObject("interaction"));
    }

    private static void write(Measurement one, ObjectNode json) {
        json.put("model", one.model()).put("metric", one.metric());
        write(one.interval(), json);
        json.put("standardError", one.spread().standardError());
        one.spread().betweenSeeds().ifPresent(deviation -> json.put("betweenSeeds", deviation));
        json.put("answers", one.answers()).put("missing", one.missing());
    }

    private static void write(Comparison one, ObjectNode json) {
        json.put("metric", one.metric()).put("first", one.first()).put("second", one.second());
        write(one.difference(), json);
        json.put("p", one.pValue().raw()).put("adjusted", one.pValue().adjusted());
        Sensitivity sensitivity = one.sensitivity();
        json.put("standardError", sensitivity.standardError());
        sensitivity
                .effectSize()
                .ifPresent(effect -> json.putObject("effectSize")
                        .put("measure", effect.measure().symbol())
                        .put("value", effect.value()));
        sensitivity.detectable().ifPresent(effect -> json.put("detectable", effect));
        sensitivity.needed().ifPresent(questions -> json.put("needed", questions));
    }

    private static void write(Interval interval, ObjectNode json) {
        json.put("value", interval.estimate()).put("low", interval.low()).put("high", interval.high());
    }

    private static void write(Operations took, ObjectNode json) {
        json.put("replies", took.counts().replies())
                .put("abstentions", took.counts().abstentions())
                .put("failures", took.counts().failures())
                .put("p50", took.p50().toNanos() / 1e6)
                .put("p95", took.p95().toNanos() / 1e6)
                .put("input", took.usage().input())
                .put("output", took.usage().output());
        ObjectNode cost = json.putObject("cost");
        took.cost().forEach((currency, amount) -> cost.put(currency.getCurrencyCode(), amount.toPlainString()));
    }
}
