// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a strategy of what a job has made: writes the file that {@link FineTunedModel#open} opens, and that can be compared,
 * registered and approved like any other.
 *
 * <pre>{@code
 * Path file = TunedModelFile.of(plan, model, card).write(directory);
 * try (FineTunedModel tuned = FineTunedModel.open(file)) { … }
 * }</pre>
 *
 * <p>Rows that are chats become the prompt format {@code chat}, raw ones {@code completion}. Immutable.
 */
public final class TunedModelFile {

    private static final String NAME = "tokka-model.json";

    private final ObjectNode json;

    private TunedModelFile(ObjectNode json) {
        this.json = json;
    }

    /**
     * Returns the file of a model that its provider serves.
     *
     * @param keyVariable the environment variable that holds the key; empty if none is needed
     */
    public static TunedModelFile of(TrainingPlan plan, TrainedModel.Served model, ModelCard card, String keyVariable) {
        ObjectNode json = beginning(plan, model, card);
        ObjectNode base = json.putObject("base")
                .put("kind", "openai")
                .put("url", model.address().toString())
                .put("model", model.model())
                .put("api", plan.training().form() == Form.CHAT ? "chat" : "completion");
        if (!requireNonNull(keyVariable, "keyVariable").isEmpty()) {
            base.put("keyVariable", keyVariable);
        }
        prompt(json, plan);
        return new TunedModelFile(json);
    }

    /**
     * Returns the file of an adapter on a base in this process.
     *
     * @param base the directory of the base, whose graph has inputs for adapters; in the file, it is relative to where that is
     */
    public static TunedModelFile of(TrainingPlan plan, TrainedModel.Adapter model, ModelCard card, Path base) {
        ObjectNode json = beginning(plan, model, card);
        json.put("base", base.toAbsolutePath().normalize().toString());
        json.putObject("adapters")
                .put(plan.name(), model.directory().toAbsolutePath().normalize().toString());
        json.put("adapter", plan.name());
        ObjectNode prompt = prompt(json, plan);
        if (!model.template().isEmpty()) {
            prompt.put("template", model.template());
        }
        return new TunedModelFile(json);
    }

    private static ObjectNode beginning(TrainingPlan plan, TrainedModel model, ModelCard card) {
        if (!model.plan().equals(plan.id())) {
            throw new IllegalArgumentException("expected a model that was made by this plan but it is of another");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", plan.name())
                .put("version", card.version())
                .put("licence", card.licence())
                .put("trainingData", card.trainingData())
                .put("intendedUse", card.intendedUse())
                .put("knownLimits", card.knownLimits());
    }

    private static ObjectNode prompt(ObjectNode json, TrainingPlan plan) {
        return json.putObject("prompt").put("format", plan.training().form() == Form.CHAT ? "chat" : "completion");
    }

    /**
     * Writes the file into a directory, with paths relative to it.
     *
     * @return the file
     * @throws TrainingException if it cannot be written
     */
    public Path write(Path directory) {
        Path folder = directory.toAbsolutePath().normalize();
        ObjectNode written = json.deepCopy();
        if (written.path("base").isTextual()) {
            written.put("base", relative(folder, written.path("base").asText()));
            ObjectNode adapters = written.putObject("adapters");
            json.path("adapters")
                    .properties()
                    .forEach(entry -> adapters.put(
                            entry.getKey(), relative(folder, entry.getValue().asText())));
        }
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(NAME), written.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, directory + ": cannot be written", e);
        }
    }

    private static String relative(Path folder, String path) {
        String relative = folder.relativize(Path.of(path)).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }
}
