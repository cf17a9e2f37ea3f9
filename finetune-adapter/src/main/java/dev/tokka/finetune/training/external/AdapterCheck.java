// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.Digests;
import dev.tokka.finetune.lora.SavedAdapter;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.onnx.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes over an adapter if base, shape, modules and template are those of the run. */
record AdapterCheck(ProgramFiles.Run run) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Returns the adapter in {@code directory}. */
    TrainedModel.Adapter take(Path directory) {
        try {
            SavedAdapter adapter = SavedAdapter.open(directory);
            JsonNode config =
                    JSON.readTree(directory.resolve("adapter_config.json").toFile());
            require(
                    "base_model_name_or_path",
                    run.base().id(),
                    config.path("base_model_name_or_path").asText());
            require(
                    "r",
                    String.valueOf(run.plan().settings().lora().rank()),
                    config.path("r").asText());
            require(
                    "lora_alpha",
                    String.valueOf(run.plan().settings().lora().alpha()),
                    String.valueOf(config.path("lora_alpha").asDouble()));
            require("target_modules", new TreeSet<>(run.targets()).toString(), targets(config.path("target_modules")));
            requireTemplate(directory);
            return new TrainedModel.Adapter(
                    directory,
                    adapter.digest(),
                    run.base().templateDigest(),
                    run.plan().id());
        } catch (ModelFileException e) {
            throw new TrainingException(Reason.OTHER_RESULT, directory + ": expected an adapter: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, directory + ": cannot be read", e);
        }
    }

    private static String targets(JsonNode modules) {
        Set<String> names = new TreeSet<>();
        modules.forEach(module -> names.add(module.asText()));
        return names.toString();
    }

    /** Programs save the tokenizer beside the adapter, with the template that they have used. */
    private void requireTemplate(Path directory) throws IOException {
        Optional<String> used = usedTemplate(directory);
        if (used.isPresent()
                && run.isChat()
                && !Digests.sha256(used.get()).equals(run.base().templateDigest())) {
            throw other("the chat template of the plan", "another");
        }
    }

    private static Optional<String> usedTemplate(Path directory) throws IOException {
        Path own = directory.resolve("chat_template.jinja");
        if (Files.exists(own)) {
            return Optional.of(Files.readString(own));
        }
        Path tokenizer = directory.resolve("tokenizer_config.json");
        if (!Files.exists(tokenizer)) {
            return Optional.empty();
        }
        JsonNode template = JSON.readTree(tokenizer.toFile()).path("chat_template");
        return template.isTextual() ? Optional.of(template.textValue()) : Optional.empty();
    }

    private static void require(String member, String expected, String seen) {
        if (!expected.equals(seen)) {
            throw other("\"" + member + "\" " + expected, seen);
        }
    }

    private static TrainingException other(String expected, String seen) {
        return new TrainingException(
                Reason.OTHER_RESULT, "expected an adapter with " + expected + " but it has " + seen);
    }
}
