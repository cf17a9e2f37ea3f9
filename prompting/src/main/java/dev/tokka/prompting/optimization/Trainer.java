// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.DomainModel;

/**
 * Makes a model with other weights, such as a head on an encoder, an adapter by a job of a provider, or a small model that
 * learns from a large one.
 */
@FunctionalInterface
public interface Trainer {

    /**
     * Trains a model with {@code set}.
     *
     * <p>Equal sets must give models with equal {@linkplain DomainModel#describe descriptions}, and sets that give other
     * answers other ones. A run that goes on after a kill trains again: a trainer whose work is dear keeps it under {@link
     * TrainingSet#fingerprint()}.
     *
     * @return a model that describes itself
     * @throws dev.tokka.ModelException if it cannot be trained now; the run ends and can go on later
     */
    DomainModel train(TrainingSet set);
}
