// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.finetune.training.job.TrainingSettings;

/** A file of settings in YAML, one a line; each value is JSON, which is YAML too. */
final class SettingsText {

    private static final JsonMapper JSON = new JsonMapper();

    private final StringBuilder text = new StringBuilder();

    SettingsText with(String name, Object value) {
        JsonNode json = JSON.valueToTree(value);
        text.append(name).append(": ").append(json).append('\n');
        return this;
    }

    /** Adds what transformers' trainer is told, by the names of its {@code TrainingArguments}. */
    SettingsText withTrainer(TrainingSettings how) {
        return with("output_dir", ProgramFiles.OUTPUT)
                .with("num_train_epochs", Defaults.epochs(how))
                .with("per_device_train_batch_size", Defaults.rows(how))
                .with("gradient_accumulation_steps", Defaults.accumulated(how))
                .with("learning_rate", Defaults.learningRate(how))
                .with("lr_scheduler_type", "cosine")
                .with("seed", how.seed())
                .with("logging_steps", 1)
                .with("save_steps", 100)
                .with("report_to", "none");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
