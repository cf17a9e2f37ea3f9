// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Checks;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands beside the graph of a head, in {@value #NAME}.
 *
 * @param name what the head is called; not blank
 * @param task how many labels a text can have
 * @param labels in the order of the graph's output
 * @param source what the features come from
 * @param graphDigest the SHA-256 of the graph, in hexadecimal
 * @param facts what is known about it
 */
public record HeadFile(String name, HeadTask task, Labels labels, Source source, String graphDigest, Facts facts) {

    /** The name of the file in the directory. */
    public static final String NAME = "tokka-head.json";

    /** The name of the graph in the directory. */
    public static final String GRAPH = "model.onnx";

    /** The graph's input: the features, a row for each text. */
    public static final String INPUT = "features";

    /** The graph's output: a probability for each label, a row for each text. */
    public static final String OUTPUT = "probabilities";

    private static final int FORMAT = 1;
    private static final String LABELS = "labels";

    /**
     * Labels and the least probability with which each is replied.
     *
     * @param names all different, none blank
     * @param thresholds one for each, from 0 to 1
     */
    public record Labels(List<String> names, List<Double> thresholds) {

        /** Checks and copies the components. */
        public Labels {
            names = List.copyOf(names);
            thresholds = List.copyOf(thresholds);
            names.forEach(label -> Checks.requireText(label, "label"));
            thresholds.forEach(threshold -> Checks.requireShare(threshold, "threshold"));
            if (names.isEmpty()
                    || names.stream().distinct().count() < names.size()
                    || names.size() != thresholds.size()) {
                throw new IllegalArgumentException("expected different labels with a threshold each but there are "
                        + names.size() + " labels and " + thresholds.size() + " thresholds");
            }
        }
    }

    /**
     * What the features come from.
     *
     * @param fingerprint of the featurizer's description
     * @param size how many features there are, at least 1
     * @param characters the featurizer itself, if it needs no encoder
     */
    public record Source(String fingerprint, int size, Optional<CharacterFeatures> characters) {

        /** Checks the components. */
        public Source {
            Checks.requireText(fingerprint, "fingerprint");
            Checks.requireAtLeast(1, size, "size");
            requireNonNull(characters, "characters");
        }

        /** Returns what says which featurizer {@code featurizer} is. */
        public static Source of(Featurizer featurizer) {
            return new Source(
                    featurizer.describe().fingerprint(),
                    featurizer.size(),
                    featurizer instanceof CharacterFeatures own ? Optional.of(own) : Optional.empty());
        }
    }

    /**
     * What is known about a head.
     *
     * @param datasheet where it is written what its texts are; not blank
     * @param metrics by name, such as {@code accuracy} on texts that were left out
     */
    public record Facts(String datasheet, Map<String, Double> metrics) {

        /** Checks and copies the components. */
        public Facts {
            Checks.requireText(datasheet, "datasheet");
            metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        }
    }

    /** Checks the components. */
    public HeadFile {
        Checks.requireText(name, "name");
        requireNonNull(task, "task");
        requireNonNull(labels, LABELS);
        requireNonNull(source, "source");
        Checks.requireText(graphDigest, "graphDigest");
        requireNonNull(facts, "facts");
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
                .put("task", task.name());
        ArrayNode names = json.putArray(LABELS);
        labels.names.forEach(names::add);
        ArrayNode thresholds = json.putArray("thresholds");
        labels.thresholds.forEach(thresholds::add);
        ObjectNode features = json.putObject("features")
                .put("fingerprint", source.fingerprint)
                .put("size", source.size);
        source.characters.ifPresent(
                own -> features.put("shortest", own.shortest()).put("longest", own.longest()));
        json.put("graphDigest", graphDigest).put("datasheet", facts.datasheet);
        ObjectNode metrics = json.putObject("metrics");
        facts.metrics.forEach(metrics::put);
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
    public static HeadFile read(ModelDirectory directory) {
        Path file = directory.file(NAME);
        JsonNode json = directory.json(NAME);
        if (json.path("format").asInt() != FORMAT) {
            throw new ModelFileException(
                    file, Reason.UNSUPPORTED, "expected \"format\" " + FORMAT + " but it is another");
        }
        try {
            List<String> names = new ArrayList<>();
            json.path(LABELS).forEach(label -> names.add(label.asText()));
            List<Double> thresholds = new ArrayList<>();
            json.path("thresholds").forEach(threshold -> thresholds.add(threshold.asDouble(Double.NaN)));
            Map<String, Double> metrics = new TreeMap<>();
            json.path("metrics")
                    .properties()
                    .forEach(metric ->
                            metrics.put(metric.getKey(), metric.getValue().asDouble()));
            return new HeadFile(
                    json.path("name").asText(),
                    task(json.path("task").asText()),
                    new Labels(names, thresholds),
                    source(json.path("features")),
                    json.path("graphDigest").asText(),
                    new Facts(json.path("datasheet").asText(), metrics));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file, Reason.MALFORMED, "expected a head as it was written but " + e.getMessage(), e);
        }
    }

    private static HeadTask task(String name) {
        return Arrays.stream(HeadTask.values())
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("its task is another than " + Arrays.toString(HeadTask.values())));
    }

    private static Source source(JsonNode json) {
        int size = json.path("size").asInt();
        boolean characters = json.has("shortest");
        return new Source(
                json.path("fingerprint").asText(),
                size,
                characters
                        ? Optional.of(new CharacterFeatures(
                                json.path("shortest").asInt(),
                                json.path("longest").asInt(),
                                size))
                        : Optional.empty());
    }
}
