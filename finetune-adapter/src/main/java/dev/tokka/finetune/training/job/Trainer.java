// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import java.nio.file.Path;

/** Trains models. Safe for use by many threads. */
public interface Trainer {

    /**
     * Returns what training by {@code plan} will take, before anything is sent or started.
     *
     * @throws TrainingException if the rows cannot be read
     */
    Estimate estimate(TrainingPlan plan);

    /**
     * Starts a job.
     *
     * @param directory of the job; made if it is not there, empty if it is
     * @throws dev.tokka.PolicyViolationException if the rows may not go where they would go; nothing was sent
     * @throws TrainingException if the job cannot be started; where {@code directory} has a job then, {@link #resume} tries again
     *     without doing anything twice
     */
    TrainingJob start(TrainingPlan plan, Path directory);

    /**
     * Goes on with a job that was started before, by this program or by one that has ended: whatever was done is not done again.
     *
     * @param directory of the job
     * @throws dev.tokka.PolicyViolationException if rows that were not sent yet may not go any more where they would go
     * @throws TrainingException if there is no job of this trainer, its rows have changed, or another program has it open
     */
    TrainingJob resume(Path directory);
}
