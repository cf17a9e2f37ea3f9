// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Checks;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands beside the graph of an adapter for the vectors of questions, in {@value #NAME}: training writes it, retrieval
 * reads it.
 *
 * @param name what the adapter is called; not blank
 * @param encoder the fingerprint of the encoder whose vectors it was trained on
 * @param dimension the length of the vectors, at least 1
 * @param graphDigest the SHA-256 of the graph, in hexadecimal
 * @param datasheet where it is written what it was trained on; not blank
 * @param metrics by name, such as nDCG@10 before and after on questions that were left out
 */
public record VectorAdapterFile(
        String name, String encoder, int dimension, String graphDigest, String datasheet, Map<String, Double> metrics) {

    /** The name of the file in the directory. */
    public static final String NAME = "tokka-vector-adapter.json";

    /** The name of the graph in the directory. */
    public static final String GRAPH = "model.onnx";

    /** The graph's input: vectors of questions, one a row. */
    public static final String INPUT = "vectors";

    /** The graph's output: the same vectors adapted, each of length 1. */
    public static final String OUTPUT = "adapted";

    private static final int FORMAT = 1;

    /** Checks the components and copies the metrics. */
    public VectorAdapterFile {
        Checks.requireText(name, "name");
        Checks.requireText(encoder, "encoder");
        Checks.requireAtLeast(1, dimension, "dimension");
        Checks.requireText(graphDigest, "graphDigest");
        Checks.requireText(datasheet, "datasheet");
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /**
     * Writes the file to {@code directory}, in place of one that is there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path directory) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("format", FORMAT)
                .put("name", name)
                .put("encoder", encoder)
                .put("dimension", dimension)
                .put("graphDigest", graphDigest)
                .put("datasheet", datasheet);
        ObjectNode values = json.putObject("metrics");
        metrics.forEach(values::put);
        try {
            Files.writeString(directory.resolve(NAME), json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(NAME), e);
        }
    }

    /**
     * Reads the file of {@code directory}.
     *
     * @throws ModelFileException if there is none, or it is not of this version, or damaged
     */
    public static VectorAdapterFile read(ModelDirectory directory) {
        Path file = directory.file(NAME);
        JsonNode json = directory.json(NAME);
        if (json.path("format").asInt() != FORMAT) {
            throw new ModelFileException(
                    file, Reason.UNSUPPORTED, "expected \"format\" " + FORMAT + " but it is another");
        }
        Map<String, Double> metrics = new TreeMap<>();
        json.path("metrics")
                .properties()
                .forEach(
                        metric -> metrics.put(metric.getKey(), metric.getValue().asDouble()));
        try {
            return new VectorAdapterFile(
                    json.path("name").asText(),
                    json.path("encoder").asText(),
                    json.path("dimension").asInt(),
                    json.path("graphDigest").asText(),
                    json.path("datasheet").asText(),
                    metrics);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file, Reason.MALFORMED, "expected an adapter as it was written but " + e.getMessage(), e);
        }
    }
}
