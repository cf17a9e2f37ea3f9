// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.data.WholeFile;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.training.head.TrainedHead;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a strategy of what a training has made: writes the file that {@link FineTunedModel#open} opens, and that can be compared,
 * registered and approved like any other.
 *
 * <pre>{@code
 * Path file = TunedModelFile.of(plan, model, card, "KEY").with(end).with(sheet).write(directory);
 * try (FineTunedModel tuned = FineTunedModel.open(file)) { … }
 * }</pre>
 *
 * <p>Beside it stands what the training was: {@value #EVIDENCE} with the base, rows, settings and seed, the curve of the loss where it
 * is given, or the figures of a head on folds left out; and {@value #DATASHEET}, if it is given. The file has their digests. So who
 * has the directory alone sees what the model was trained on and how well that went.
 *
 * <p>Rows that are chats become the prompt format {@code chat}, raw ones {@code completion}. Immutable.
 */
public final class TunedModelFile {

    /** The name of the evidence in the directory. */
    public static final String EVIDENCE = "evidence.json";

    /** The name of the datasheet in the directory. */
    public static final String DATASHEET = "datasheet.json";

    private static final String NAME = "tokka-model.json";

    private final ObjectNode json;
    private final ObjectNode evidence;
    private final Optional<TrainedHead> head;
    private final Optional<Datasheet> datasheet;

    private TunedModelFile(
            ObjectNode json, ObjectNode evidence, Optional<TrainedHead> head, Optional<Datasheet> datasheet) {
        this.json = json;
        this.evidence = evidence;
        this.head = head;
        this.datasheet = datasheet;
    }

    /**
     * Returns the file of a head, which is written beside it.
     *
     * @param name what the head is called; not blank
     */
    public static TunedModelFile of(String name, TrainedHead head, ModelCard card) {
        ObjectNode json = beginning(Checks.requireText(name, "name"), card).put("head", ".");
        return new TunedModelFile(json, EvidenceJson.of(head), Optional.of(head), Optional.empty());
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
        return new TunedModelFile(json, EvidenceJson.of(plan, model), Optional.empty(), Optional.empty());
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
        return new TunedModelFile(json, EvidenceJson.of(plan, model), Optional.empty(), Optional.empty());
    }

    private static ObjectNode beginning(TrainingPlan plan, TrainedModel model, ModelCard card) {
        if (!model.plan().equals(plan.id())) {
            throw new IllegalArgumentException("expected a model that was made by this plan but it is of another");
        }
        return beginning(plan.name(), card);
    }

    private static ObjectNode beginning(String name, ModelCard card) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("version", card.version())
                .put("licence", card.licence())
                .put("trainingData", card.trainingData())
                .put("intendedUse", card.intendedUse())
                .put("knownLimits", card.knownLimits());
    }

    private static ObjectNode prompt(ObjectNode json, TrainingPlan plan) {
        return json.putObject("prompt").put("format", plan.training().form() == Form.CHAT ? "chat" : "completion");
    }

    /** Returns this with the datasheet of what was trained on. */
    public TunedModelFile with(Datasheet sheet) {
        return new TunedModelFile(json, evidence, head, Optional.of(sheet));
    }

    /**
     * Returns this with the graph of the base that has inputs for adapters, where the usual one has none.
     *
     * @param graph relative to the base, such as {@code onnx/model_lora.onnx}; not blank
     * @throws IllegalArgumentException if this is not of an adapter
     */
    public TunedModelFile withGraph(String graph) {
        Checks.requireText(graph, "graph");
        if (!json.has("adapters")) {
            throw new IllegalArgumentException("expected the file of an adapter but it is of another model");
        }
        return new TunedModelFile(json.deepCopy().put("graph", graph), evidence, head, datasheet);
    }

    /**
     * Returns this with how the job went: the curve of the loss, and what it has cost.
     *
     * @throws IllegalArgumentException if the job has not succeeded, or is that of another plan, or this is of a head
     */
    public TunedModelFile with(JobStatus end) {
        String plan = evidence.path("planId").asText();
        if (end.model().filter(model -> model.plan().equals(plan)).isEmpty()) {
            throw new IllegalArgumentException(
                    "expected the end of the job that has made this model but it is another");
        }
        return new TunedModelFile(json, EvidenceJson.with(evidence, end), head, datasheet);
    }

    /**
     * Writes the file into a directory, with paths relative to it, and what it names there.
     *
     * @param directory made if it is not there; files of these names are replaced
     * @return the file
     * @throws TrainingException if it cannot be written
     * @throws IllegalStateException as {@link TrainedHead#write} does
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
            head.ifPresent(trained -> trained.write(
                    folder,
                    json.path("name").asText(),
                    datasheet.isPresent()
                            ? DATASHEET
                            : json.path("trainingData").asText()));
            if (datasheet.isPresent()) {
                attach(written, folder.resolve(DATASHEET), datasheet.get().toJson());
            }
            attach(written, folder.resolve(EVIDENCE), evidence.toPrettyString() + "\n");
            WholeFile.replace(folder.resolve(NAME), written.toPrettyString() + "\n");
            return folder.resolve(NAME);
        } catch (IOException | UncheckedIOException e) {
            throw new TrainingException(Reason.DIRECTORY, directory + ": cannot be written", e);
        }
    }

    /** Writes what the file names before the file, so that it never names what is not there. */
    private static void attach(ObjectNode written, Path file, String text) throws IOException {
        WholeFile.replace(file, text);
        String name = String.valueOf(file.getFileName());
        written.putObject(name.substring(0, name.indexOf('.')))
                .put("file", name)
                .put("sha256", Digests.sha256(text));
    }

    private static String relative(Path folder, String path) {
        String relative = folder.relativize(Path.of(path)).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }
}
