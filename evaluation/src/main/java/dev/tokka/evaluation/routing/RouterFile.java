// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.Embedder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The saved form of a router: JSON with a version, what was learned, and the digest of that. */
final class RouterFile {

    private static final String FORMAT = "tokka learned router";
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private RouterFile() {}

    /** Returns the SHA-256 of what the router learned. */
    static String digest(LearnedRouter router) {
        return Digests.sha256(learned(router).toString());
    }

    static void write(LearnedRouter router, Path file) throws IOException {
        ObjectNode learned = learned(router);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT).put("version", VERSION);
        json.put("digest", Digests.sha256(learned.toString()));
        json.set("router", learned);
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    static LearnedRouter read(Path file, Optional<Embedder> embedder) throws IOException {
        JsonNode json = parse(file);
        requireEqual(FORMAT, json.path("format").asText("no format"), "format", file);
        requireEqual("" + VERSION, json.path("version").asText("none"), "version", file);
        JsonNode learned = json.path("router");
        requireEqual(Digests.sha256(learned.toString()), json.path("digest").asText("none"), "digest", file);
        QuestionFeatures features = features(learned, embedder, file);
        try {
            List<StrategyWeights> strategies = new ArrayList<>();
            for (JsonNode strategy : learned.required("strategies")) {
                strategies.add(strategy(strategy, features.columns()));
            }
            return new LearnedRouter(
                    rule(learned.required("rule")),
                    features,
                    learned.required("questions").intValue(),
                    strategies);
        } catch (RuntimeException e) { // the digest is right, so somebody else's program wrote this
            throw new RouterFileException("expected a learned router in " + file + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (JsonProcessingException | MalformedInputException e) {
            throw new RouterFileException("expected the JSON of a learned router in " + file, e);
        }
    }

    private static QuestionFeatures features(JsonNode learned, Optional<Embedder> embedder, Path file) {
        int dimensions = learned.path("dimensions").intValue();
        QuestionFeatures features =
                embedder.map(by -> QuestionFeatures.with(by, dimensions)).orElseGet(QuestionFeatures::ofTexts);
        if (embedder.isPresent() != dimensions > 0) {
            throw new RouterFileException("expected a router " + (dimensions > 0 ? "without" : "with")
                    + " an embedder, as asked for, but found one " + (dimensions > 0 ? "with" : "without") + ", in "
                    + file);
        }
        requireEqual(fingerprint(features), learned.path("features").asText("none"), "fingerprint of features", file);
        return features;
    }

    private static ObjectNode learned(LearnedRouter router) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("questions", router.questions());
        json.put("features", fingerprint(router.features()));
        json.put("dimensions", router.features().dimensions());
        ObjectNode rule = json.putObject("rule");
        if (router.rule() instanceof RoutingRule.Within within) {
            rule.put("within", within.tolerance());
        } else if (router.rule() instanceof RoutingRule.Enough enough) {
            rule.put("enough", enough.chance());
        }
        var strategies = json.putArray("strategies");
        for (StrategyWeights strategy : router.weights()) {
            ObjectNode node = strategies.addObject();
            node.put("name", strategy.name()).put("bias", strategy.bias());
            ObjectNode weights = node.putObject("weights");
            double[] all = strategy.weights();
            for (int column = 0; column < all.length; column++) {
                if (all[column] != 0) {
                    weights.put(Integer.toString(column), all[column]);
                }
            }
        }
        return json;
    }

    private static String fingerprint(QuestionFeatures features) {
        return features.describe().fingerprint();
    }

    private static StrategyWeights strategy(JsonNode node, int columns) {
        double[] weights = new double[columns];
        for (Map.Entry<String, JsonNode> weight : node.required("weights").properties()) {
            weights[Integer.parseInt(weight.getKey())] = weight.getValue().doubleValue();
        }
        return new StrategyWeights(
                node.required("name").textValue(), node.required("bias").doubleValue(), weights);
    }

    private static RoutingRule rule(JsonNode node) {
        return node.has("within")
                ? RoutingRule.within(node.required("within").doubleValue())
                : RoutingRule.enough(node.required("enough").doubleValue());
    }

    private static void requireEqual(String expected, String seen, String what, Path file) {
        if (!expected.equals(seen)) {
            throw new RouterFileException(
                    "expected " + what + " " + expected + " of a learned router but found " + seen + ", in " + file);
        }
    }
}
