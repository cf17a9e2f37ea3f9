// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import dev.tokka.finetune.training.job.TrainingPlan;
import java.util.List;
import java.util.Map;

/** What a program wants in its directory. */
interface ProgramFiles {

    /** The program's settings. */
    String SETTINGS = "config.yaml";

    /** Where the adapter comes out. */
    String OUTPUT = "output";

    /** Where the template of chats is. */
    String TEMPLATE = "chat_template.jinja";

    /**
     * Returns the files besides rows and template, by their paths.
     *
     * @param run what is trained, from its last checkpoint on if there is one
     */
    Map<String, String> of(Run run);

    /**
     * What is trained.
     *
     * @param plan its rows lie in the directory already
     * @param base that is tuned
     * @param targets the modules that are tuned
     * @param checkpoint the path of the last checkpoint of a run that was cut off; empty if there is none
     */
    record Run(TrainingPlan plan, BaseModel base, List<String> targets, String checkpoint) {

        boolean isChat() {
            return !base.chatTemplate().isEmpty();
        }
    }
}
