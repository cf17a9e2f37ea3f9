// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import dev.tokka.finetune.training.job.TrainingSettings;
import java.util.List;
import java.util.Map;

/**
 * The file of Axolotl.
 *
 * @see <a href="https://docs.axolotl.ai/docs/config-reference.html">Axolotl: settings</a>
 */
final class AxolotlFiles implements ProgramFiles {

    @Override
    public Map<String, String> of(Run run) {
        TrainingSettings how = run.plan().settings();
        SettingsText text = new SettingsText()
                .with("base_model", run.base().id())
                .with("adapter", "lora")
                .with("lora_r", how.lora().rank())
                .with("lora_alpha", how.lora().alpha())
                .with("lora_dropout", how.lora().dropout())
                .with("lora_target_modules", run.targets())
                .with("datasets", List.of(dataSet("train.jsonl", run.isChat())))
                .with("sequence_len", how.longestRow())
                .with("output_dir", OUTPUT)
                .with("num_epochs", Defaults.epochs(how))
                .with("micro_batch_size", Defaults.rows(how))
                .with("gradient_accumulation_steps", Defaults.accumulated(how))
                .with("optimizer", "adamw_torch")
                .with("learning_rate", Defaults.learningRate(how))
                .with("lr_scheduler", "cosine")
                .with("seed", how.seed())
                .with("logging_steps", 1)
                .with("save_steps", 100)
                .with("val_set_size", 0);
        if (run.isChat()) {
            text.with("chat_template", "jinja")
                    .with("chat_template_jinja", run.base().chatTemplate());
        }
        if (run.plan().validation().isPresent()) {
            text.with("test_datasets", List.of(dataSet("validation.jsonl", run.isChat())));
        }
        if (!run.checkpoint().isEmpty()) {
            text.with("resume_from_checkpoint", run.checkpoint());
        }
        return Map.of(SETTINGS, text.toString());
    }

    private static Map<String, Object> dataSet(String file, boolean chat) {
        Object type = chat
                ? "chat_template"
                : Map.of(
                        "field_instruction", "prompt",
                        "field_output", "completion",
                        "format", "{instruction}",
                        "no_input_format", "{instruction}");
        return Map.of("path", file, "ds_type", "json", "split", "train", "type", type);
    }
}
