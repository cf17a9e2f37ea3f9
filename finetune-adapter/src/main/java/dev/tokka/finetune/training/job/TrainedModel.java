// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import dev.tokka.Checks;
import java.net.URI;
import java.nio.file.Path;

/** What a job has made; {@link TunedModelFile} makes a strategy of it. */
public sealed interface TrainedModel {

    /** Returns the {@linkplain TrainingPlan#id plan} that it was made by. */
    String plan();

    /**
     * A model that its provider serves.
     *
     * @param address of the API that serves it
     * @param model its id there; not blank
     * @param plan that it was made by
     */
    record Served(URI address, String model, String plan) implements TrainedModel {

        /** Checks the above. */
        public Served {
            Checks.requireText(model, "model");
            Checks.requireText(plan, "plan");
        }
    }

    /**
     * A LoRA adapter as PEFT saves it, whose base, settings, template and rows are those of the plan.
     *
     * @param directory with {@code adapter_model.safetensors} and {@code adapter_config.json}
     * @param digest the SHA-256 of its matrices
     * @param template the SHA-256 of the chat template that it was trained with; empty if it was trained on raw text
     * @param plan that it was made by
     */
    record Adapter(Path directory, String digest, String template, String plan) implements TrainedModel {

        /** Checks the above. */
        public Adapter {
            Checks.requireText(digest, "digest");
            Checks.requireText(plan, "plan");
        }
    }
}
