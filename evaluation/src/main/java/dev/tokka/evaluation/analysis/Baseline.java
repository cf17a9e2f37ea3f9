// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Checks;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model reached when it was last accepted, case by case, so that a later version can be compared with it on the
 * same cases. It holds scores, no questions and no answers, and so may be kept beside the code.
 *
 * @param benchmark the hash of the questions
 * @param metric the name of the metric
 * @param model the name of the candidate
 * @param fingerprint of the model then
 * @param scores the score of each case, the mean over its seeds, in the unit of the metric
 */
public record Baseline(String benchmark, String metric, String model, String fingerprint, Map<String, Double> scores) {

    /** Checks and copies the components. */
    public Baseline {
        Checks.requireText(benchmark, "benchmark");
        Checks.requireText(metric, "metric");
        Checks.requireText(model, "model");
        Checks.requireText(fingerprint, "fingerprint");
        scores = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(scores)));
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("scores must hold at least one case");
        }
    }

    /**
     * Returns the baseline of a model by a benchmark's first metric.
     *
     * @throws IllegalArgumentException if there is no such model, or it was asked nothing
     */
    public static Baseline of(Results results, String model) {
        Metric metric = results.benchmark().metrics().get(0);
        Map<String, Double> scores = new LinkedHashMap<>();
        results.scores(model, metric)
                .forEach((id, each) -> scores.put(
                        id, each.stream().mapToDouble(Score::value).average().orElse(0)));
        return new Baseline(
                results.benchmark().hash(),
                metric.name(),
                model,
                requireNonNull(results.fingerprints().get(model), model),
                scores);
    }

    /** Writes the baseline as JSON, one case on a line, so that changes are seen in a review. */
    public void write(Path file) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("benchmark", benchmark)
                .put("metric", metric)
                .put("model", model)
                .put("fingerprint", fingerprint);
        ObjectNode cases = json.putObject("scores");
        scores.forEach(cases::put);
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    /**
     * Reads a baseline.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not a baseline; the message names what is missing or wrong
     */
    public static Baseline read(Path file) throws IOException {
        JsonNode json;
        try {
            json = new JsonMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected JSON in " + file, e);
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : json.path("scores").properties()) {
            if (!one.getValue().isNumber()) {
                throw new IllegalArgumentException("expected a number as the score of case " + one.getKey()
                        + " but found " + one.getValue().getNodeType() + ", in " + file);
            }
            scores.put(one.getKey(), one.getValue().doubleValue());
        }
        try {
            return new Baseline(
                    json.path("benchmark").asText(),
                    json.path("metric").asText(),
                    json.path("model").asText(),
                    json.path("fingerprint").asText(),
                    scores);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected a baseline in " + file + ": " + e.getMessage(), e);
        }
    }
}
