// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a model is trained. What is empty is left to the trainer: a provider chooses it by the data, a program of one's own takes
 * the defaults that {@link dev.tokka.finetune.training.external.ExternalTrainer} names.
 *
 * @param epochs how often each row is seen; at least 1
 * @param batchSize how many rows make a step; at least 1
 * @param learningRate more than 0
 * @param longestRow how many tokens of a row are read; at least 8
 * @param lora the shape of the adapter, where one is trained
 * @param seed of all draws
 */
public record TrainingSettings(
        OptionalInt epochs,
        OptionalInt batchSize,
        OptionalDouble learningRate,
        int longestRow,
        LoraSettings lora,
        long seed) {

    /** Epochs, batches and learning rate left to the trainer, rows of up to 2,048 tokens, FinGPT's LoRA, seed 42. */
    public static final TrainingSettings DEFAULT = new TrainingSettings(
            OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), 2_048, LoraSettings.DEFAULT, 42);

    /** Checks the ranges above. */
    public TrainingSettings {
        epochs.ifPresent(value -> Checks.requireAtLeast(1, value, "epochs"));
        batchSize.ifPresent(value -> Checks.requireAtLeast(1, value, "batchSize"));
        learningRate.ifPresent(value -> {
            if (!(value > 0) || !Double.isFinite(value)) {
                throw new IllegalArgumentException("learningRate must be more than 0 but is " + value);
            }
        });
        Checks.requireAtLeast(8, longestRow, "longestRow");
        requireNonNull(lora, "lora");
    }

    /** Returns this with so many epochs. */
    public TrainingSettings withEpochs(int newEpochs) {
        return new TrainingSettings(OptionalInt.of(newEpochs), batchSize, learningRate, longestRow, lora, seed);
    }

    /** Returns this with batches of so many rows. */
    public TrainingSettings withBatchSize(int newBatchSize) {
        return new TrainingSettings(epochs, OptionalInt.of(newBatchSize), learningRate, longestRow, lora, seed);
    }

    /** Returns this with another learning rate. */
    public TrainingSettings withLearningRate(double newLearningRate) {
        return new TrainingSettings(epochs, batchSize, OptionalDouble.of(newLearningRate), longestRow, lora, seed);
    }

    /** Returns this with rows cut at another length, in tokens. */
    public TrainingSettings withLongestRow(int newLongestRow) {
        return new TrainingSettings(epochs, batchSize, learningRate, newLongestRow, lora, seed);
    }

    /** Returns this with another adapter. */
    public TrainingSettings withLora(LoraSettings newLora) {
        return new TrainingSettings(epochs, batchSize, learningRate, longestRow, newLora, seed);
    }

    /** Returns this with another seed. */
    public TrainingSettings withSeed(long newSeed) {
        return new TrainingSettings(epochs, batchSize, learningRate, longestRow, lora, newSeed);
    }
}
