// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.training.job.TrainingSettings;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of LLaMA-Factory. Chats are wrapped in the template of the base's tokenizer, raw text in none.
 *
 * @see <a href="https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md">LLaMA-Factory: data sets</a>
 */
final class LlamaFactoryFiles implements ProgramFiles {

    @Override
    public Map<String, String> of(Run run) {
        Map<String, String> files = new TreeMap<>();
        ObjectNode sets = JsonNodeFactory.instance.objectNode();
        sets.set("training", dataSet("train.jsonl", run.isChat()));
        run.plan().validation().ifPresent(rows -> sets.set("validation", dataSet("validation.jsonl", run.isChat())));
        files.put("dataset_info.json", sets.toPrettyString() + "\n");
        files.put(SETTINGS, settings(run));
        return files;
    }

    private static ObjectNode dataSet(String file, boolean chat) {
        ObjectNode set = JsonNodeFactory.instance.objectNode().put("file_name", file);
        if (!chat) {
            set.put("formatting", "alpaca")
                    .putObject("columns")
                    .put("prompt", "prompt")
                    .put("response", "completion");
            return set;
        }
        set.put("formatting", "sharegpt").putObject("columns").put("messages", "messages");
        set.putObject("tags")
                .put("role_tag", "role")
                .put("content_tag", "content")
                .put("user_tag", "user")
                .put("assistant_tag", "assistant")
                .put("system_tag", "system");
        return set;
    }

    private static String settings(Run run) {
        TrainingSettings how = run.plan().settings();
        SettingsText text = new SettingsText()
                .with("stage", "sft")
                .with("do_train", true)
                .with("model_name_or_path", run.base().id())
                .with("finetuning_type", "lora")
                .with("lora_rank", how.lora().rank())
                .with("lora_alpha", how.lora().alpha())
                .with("lora_dropout", how.lora().dropout())
                .with("lora_target", String.join(",", run.targets()))
                .with("dataset_dir", ".")
                .with("dataset", "training")
                .with("cutoff_len", how.longestRow())
                .withTrainer(how);
        if (!run.isChat()) {
            text.with("template", "empty");
        }
        if (run.plan().validation().isPresent()) {
            text.with("eval_dataset", "validation").with("eval_strategy", "epoch");
        }
        if (!run.checkpoint().isEmpty()) {
            text.with("resume_from_checkpoint", run.checkpoint());
        }
        return text.toString();
    }
}
