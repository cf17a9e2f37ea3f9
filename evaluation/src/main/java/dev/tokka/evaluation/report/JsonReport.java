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
import dev.tokka.evaluation.statistics.Interval;

/** A report as JSON: everything but the answers, which are in the ledger. Times are in milliseconds. */
public final class JsonReport {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonReport() {}

    /** Returns the report as one JSON object on several lines. */
    public static String write(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Benchmark benchmark = requireNonNull(report, "report").results().benchmark();
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
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static void write(Measurement one, ObjectNode json) {
        json.put("model", one.model()).put("metric", one.metric());
        write(one.interval(), json);
        json.put("answers", one.answers()).put("missing", one.missing());
    }

    private static void write(Comparison one, ObjectNode json) {
        json.put("metric", one.metric()).put("first", one.first()).put("second", one.second());
        write(one.difference(), json);
        json.put("p", one.pValue()).put("adjusted", one.adjusted());
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
