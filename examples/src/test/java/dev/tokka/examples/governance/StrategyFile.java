// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Files of strategies over a served model, composed at random. */
final class StrategyFile {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StrategyFile() {}

    static ObjectNode any(Random random, Path folder) {
        ObjectNode file = NODES.objectNode().put("tokka", 1);
        file.set("model", model(random, folder, 2));
        return file;
    }

    private static ObjectNode model(Random random, Path folder, int depth) {
        ObjectNode model = NODES.objectNode();
        int kind = depth == 0 ? 0 : random.nextInt(3);
        switch (kind) {
            case 0 ->
                model.putObject("openai")
                        .put("base-url", "http://localhost:1/v1")
                        .put("model", "model " + random.nextInt(9));
            case 1 ->
                model.putArray("fallback").add(model(random, folder, depth - 1)).add(model(random, folder, depth - 1));
            default -> {
                ObjectNode cascade = model.putObject("cascade");
                cascade.set("cheap", model(random, folder, depth - 1));
                cascade.set("dear", model(random, folder, depth - 1));
                cascade.putObject("accept").put("confidence", 0.5);
            }
        }
        ArrayNode with = model.putArray("with");
        with.add(prompting(random));
        if (random.nextBoolean()) {
            with.addObject()
                    .putObject("retrieval")
                    .put("index", folder.resolve("index-" + random.nextInt(2)).toString())
                    .put("limit", 1 + random.nextInt(9))
                    .put("min-support", 0.25);
        }
        if (random.nextBoolean()) {
            with.addObject().putObject("cached").put("max-age", "10m").put("max-characters", 1000);
        }
        return model;
    }

    private static ObjectNode prompting(Random random) {
        ObjectNode node = NODES.objectNode();
        ObjectNode prompting = node.putObject("prompting");
        prompting.putArray("instructions").add("Rule " + random.nextInt(9)).add("規則 " + random.nextInt(9));
        ObjectNode glossary = prompting.putObject("glossary").put("limit", 3);
        glossary.putArray("terms").addObject().put("term", "口座").put("definition", "お金を預ける場所");
        prompting
                .putArray("examples")
                .addObject()
                .putArray("fixed")
                .addObject()
                .put("question", "I lost my card.")
                .put("answer", "card");
        return node;
    }

    /** Returns whether a value may be any other of its type, and says what answers, or where. */
    static boolean isFree(String name, JsonNode value) {
        return (value.isTextual() || value.isNumber())
                && !List.of("index", "max-characters").contains(name);
    }

    /** Returns another value of the same type, which may stand where the first one does. */
    static JsonNode other(JsonNode value) {
        if (value.isIntegralNumber()) {
            return NODES.numberNode(value.intValue() + 1);
        }
        if (value.isNumber()) {
            return NODES.numberNode(value.doubleValue() / 2);
        }
        String text = value.textValue();
        return NODES.textNode(text.equals("10m") ? "11m" : text + ".");
    }
}
