// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DataClass;
import dev.tokka.Digests;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is trained, and on what.
 *
 * @param name of the model to be: up to 40 lower-case letters, digits and hyphens, a letter or digit first
 * @param base the model that is tuned, by the id that the trainer knows it by; not blank
 * @param training the rows
 * @param validation rows that are not trained on, for the loss on unseen ones; of the same form
 * @param settings how
 * @param dataClass how confidential the rows are: it decides to whom they may go
 */
public record TrainingPlan(
        String name,
        String base,
        TrainingFile training,
        Optional<TrainingFile> validation,
        TrainingSettings settings,
        DataClass dataClass) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** Checks the above. */
    public TrainingPlan {
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "name must be up to 40 lower-case letters, digits and hyphens, a letter or digit first, but is not");
        }
        Checks.requireText(base, "base");
        requireNonNull(training, "training");
        requireNonNull(settings, "settings");
        requireNonNull(dataClass, "dataClass");
        validation.ifPresent(rows -> {
            if (rows.form() != training.form()) {
                throw new IllegalArgumentException("validation must have rows of the form " + training.form()
                        + " as training has but they are " + rows.form());
            }
        });
    }

    /** Returns a plan without rows for validation, with {@link TrainingSettings#DEFAULT}. */
    public static TrainingPlan of(String name, String base, TrainingFile training, DataClass dataClass) {
        return new TrainingPlan(name, base, training, Optional.empty(), TrainingSettings.DEFAULT, dataClass);
    }

    /** Returns this plan with rows for validation. */
    public TrainingPlan withValidation(TrainingFile rows) {
        return new TrainingPlan(name, base, training, Optional.of(rows), settings, dataClass);
    }

    /** Returns this plan with other settings. */
    public TrainingPlan withSettings(TrainingSettings newSettings) {
        return new TrainingPlan(name, base, training, validation, newSettings, dataClass);
    }

    /** Returns the SHA-256 of all of this but the places of files: equal plans have equal ids. */
    public String id() {
        return Digests.sha256(PlanJson.write(this).toString());
    }
}
