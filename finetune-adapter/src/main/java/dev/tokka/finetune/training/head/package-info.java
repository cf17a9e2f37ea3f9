// SPDX-License-Identifier: Apache-2.0
/**
 * Trains heads in this process, on a CPU: what labels texts, on the vectors of a frozen encoder or on runs of characters.
 *
 * <p>Start at {@link dev.tokka.finetune.training.head.HeadTrainer}. {@link
 * dev.tokka.finetune.training.head.HeadOptions} says whether texts have one label, several, or one of an order.
 *
 * <ul>
 *   <li>A good encoder for the language is at hand: {@code EmbeddingFeatures} and {@link
 *       dev.tokka.finetune.training.head.Kernel#LINEAR}.
 *   <li>Labels are not separated by planes, and there are hundreds of texts of each: {@link
 *       dev.tokka.finetune.training.head.Kernel#gaussian}.
 *   <li>No encoder: {@code CharacterFeatures}.
 * </ul>
 *
 * <p>Nothing here holds native memory. {@code HeadModel} serves what was written.
 */
@NullMarked
package dev.tokka.finetune.training.head;

import org.jspecify.annotations.NullMarked;
