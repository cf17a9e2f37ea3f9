// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The saved form of a learned choice: JSON with a version, what was learned, and the digest of that. */
final class LearnedExamplesFile {

    private static final String FORMAT = "tokka learned examples";
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private LearnedExamplesFile() {}

    /** Returns the SHA-256 of what was learned. */
    static String digest(LearnedExamples examples) {
        return Digests.sha256(learned(examples).toString());
    }

    static void write(LearnedExamples examples, Path file) throws IOException {
        ObjectNode learned = learned(examples);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT).put("version", VERSION);
        json.put("digest", Digests.sha256(learned.toString()));
        json.set("learned", learned);
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    static LearnedExamples read(Path file, Examples candidates) throws IOException {
        JsonNode json = parse(file);
        requireEqual(FORMAT, json.path("format").asText("no format"), "format", file);
        requireEqual("" + VERSION, json.path("version").asText("none"), "version", file);
        JsonNode learned = json.path("learned");
        requireEqual(Digests.sha256(learned.toString()), json.path("digest").asText("none"), "digest", file);
        try {
            ExampleFit.Fitted fitted = new ExampleFit.Fitted(
                    weights(learned.required("weights")),
                    help(learned.required("help")),
                    evidence(learned.required("evidence")));
            return new LearnedExamples(learned.required("k").intValue(), candidates, fitted);
        } catch (RuntimeException e) { // the digest is right, so somebody else's program wrote this
            throw new LearnedExamplesException("expected learned examples in " + file + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw new LearnedExamplesException("expected the JSON of learned examples in " + file, e);
        }
    }

    private static ObjectNode learned(LearnedExamples examples) {
        ExampleFit.Fitted fitted = examples.fitted();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("k", examples.k());
        ExampleEvidence evidence = fitted.evidence();
        json.putObject("evidence")
                .put("trials", evidence.trials())
                .put("questions", evidence.questions())
                .put("nearestLoss", evidence.nearestLoss())
                .put("learnedLoss", evidence.learnedLoss())
                .put("standardError", evidence.standardError());
        var weights = json.putArray("weights");
        fitted.weights().forEach(weights::add);
        ObjectNode help = json.putObject("help").put("share", fitted.help().share());
        ObjectNode tallies = help.putObject("tallies");
        fitted.help()
                .tallies()
                .forEach(
                        (key, tally) -> tallies.putArray(key).add(tally.shown()).add(tally.right()));
        return json;
    }

    private static List<Double> weights(JsonNode node) {
        return IntStream.rangeClosed(0, Observation.WIDTH)
                .mapToObj(i -> node.required(i).doubleValue())
                .toList();
    }

    private static ExampleHelp help(JsonNode node) {
        SortedMap<String, ExampleHelp.Tally> tallies = new TreeMap<>();
        for (Map.Entry<String, JsonNode> tally : node.required("tallies").properties()) {
            tallies.put(
                    tally.getKey(),
                    new ExampleHelp.Tally(
                            tally.getValue().required(0).intValue(),
                            tally.getValue().required(1).intValue()));
        }
        return new ExampleHelp(node.required("share").doubleValue(), tallies);
    }

    private static ExampleEvidence evidence(JsonNode node) {
        return new ExampleEvidence(
                node.required("trials").intValue(),
                node.required("questions").intValue(),
                node.required("nearestLoss").doubleValue(),
                node.required("learnedLoss").doubleValue(),
                node.required("standardError").doubleValue());
    }

    private static void requireEqual(String expected, String seen, String what, Path file) {
        if (!expected.equals(seen)) {
            throw new LearnedExamplesException(
                    "expected " + what + " " + expected + " of learned examples but found " + seen + ", in " + file);
        }
    }
}
