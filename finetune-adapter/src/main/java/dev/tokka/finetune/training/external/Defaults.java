// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import dev.tokka.finetune.training.job.TrainingSettings;

/** What a plan leaves open, after FinGPT's {@code train_lora.py}, with the epochs that LLaMA-Factory's examples have. */
final class Defaults {

    /** How many rows the machine holds at a time; the rest of a batch is accumulated. */
    static final int ROWS_AT_ONCE = 4;

    private static final int BATCH = 32;
    private static final int EPOCHS = 3;
    private static final double LEARNING_RATE = 1e-4;

    private Defaults() {}

    static int epochs(TrainingSettings settings) {
        return settings.epochs().orElse(EPOCHS);
    }

    static double learningRate(TrainingSettings settings) {
        return settings.learningRate().orElse(LEARNING_RATE);
    }

    /** Returns how many rows the machine holds at once, a divisor of the batch. */
    static int rows(TrainingSettings settings) {
        int batch = settings.batchSize().orElse(BATCH);
        int rows = Math.min(ROWS_AT_ONCE, batch);
        while (batch % rows != 0) {
            rows--;
        }
        return rows;
    }

    static int accumulated(TrainingSettings settings) {
        return settings.batchSize().orElse(BATCH) / rows(settings);
    }
}
