// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import dev.tokka.finetune.training.job.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file of TRL's {@code sft}, which reads chats and raw text by the names of their members.
 *
 * @see <a href="https://huggingface.co/docs/trl/clis">TRL: command line</a>
 */
final class TrlFiles implements ProgramFiles {

    @Override
    public Map<String, String> of(Run run) {
        TrainingSettings how = run.plan().settings();
        List<Map<String, Object>> sets = new ArrayList<>();
        sets.add(Map.of("path", "json", "data_files", "train.jsonl", "split", "train"));
        SettingsText text = new SettingsText()
                .with("model_name_or_path", run.base().id())
                .with("datasets", sets)
                .with("use_peft", true)
                .with("lora_r", how.lora().rank())
                .with("lora_alpha", how.lora().alpha())
                .with("lora_dropout", how.lora().dropout())
                .with("lora_target_modules", run.targets())
                .with("max_length", how.longestRow())
                .withTrainer(how);
        if (run.isChat()) {
            text.with("chat_template_path", TEMPLATE);
        }
        if (!run.checkpoint().isEmpty()) {
            text.with("resume_from_checkpoint", run.checkpoint());
        }
        return Map.of(SETTINGS, text.toString());
    }
}
