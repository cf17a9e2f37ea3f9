// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.DataClass;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** Plans as JSON. */
final class PlanJson {

    private PlanJson() {}

    /** Returns all of a plan but the places of its files. */
    static ObjectNode write(TrainingPlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", plan.name()).put("base", plan.base());
        json.set("training", write(plan.training()));
        plan.validation().ifPresent(rows -> json.set("validation", write(rows)));
        TrainingSettings settings = plan.settings();
        settings.epochs().ifPresent(value -> json.put("epochs", value));
        settings.batchSize().ifPresent(value -> json.put("batchSize", value));
        settings.learningRate().ifPresent(value -> json.put("learningRate", value));
        json.put("longestRow", settings.longestRow());
        ObjectNode lora = json.putObject("lora");
        lora.put("rank", settings.lora().rank())
                .put("alpha", settings.lora().alpha())
                .put("dropout", settings.lora().dropout());
        settings.lora().targets().forEach(lora.putArray("targets")::add);
        return json.put("seed", settings.seed())
                .put("dataClass", plan.dataClass().name());
    }

    private static ObjectNode write(TrainingFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("form", file.form().name())
                .put("sha256", file.sha256())
                .put("rows", file.rows())
                .put("bytes", file.bytes());
    }

    /**
     * Returns the plan of {@code json}.
     *
     * @param training where its rows are
     * @param validation where those for validation are, if there are any
     * @throws IllegalArgumentException if it is none
     */
    static TrainingPlan read(JsonNode json, Path training, Path validation) {
        JsonNode lora = json.path("lora");
        TrainingSettings settings = new TrainingSettings(
                number(json.path("epochs")),
                number(json.path("batchSize")),
                json.has("learningRate")
                        ? OptionalDouble.of(json.path("learningRate").doubleValue())
                        : OptionalDouble.empty(),
                json.path("longestRow").intValue(),
                new LoraSettings(
                        lora.path("rank").intValue(),
                        lora.path("alpha").doubleValue(),
                        lora.path("dropout").doubleValue(),
                        StreamSupport.stream(lora.path("targets").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()),
                json.path("seed").longValue());
        return new TrainingPlan(
                json.path("name").asText(),
                json.path("base").asText(),
                file(json.path("training"), training),
                json.has("validation") ? Optional.of(file(json.path("validation"), validation)) : Optional.empty(),
                settings,
                DataClass.valueOf(json.path("dataClass").asText()));
    }

    private static OptionalInt number(JsonNode value) {
        return value.isInt() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    private static TrainingFile file(JsonNode json, Path path) {
        return new TrainingFile(
                path,
                TrainingFile.Form.valueOf(json.path("form").asText()),
                json.path("sha256").asText(),
                json.path("rows").longValue(),
                json.path("bytes").longValue());
    }
}
