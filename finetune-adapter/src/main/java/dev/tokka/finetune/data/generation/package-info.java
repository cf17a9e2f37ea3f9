// SPDX-License-Identifier: Apache-2.0
/**
 * Makes rows of what a team has: documents, logs with corrections, labels.
 *
 * <p>A {@link dev.tokka.finetune.data.generation.RowGenerator} makes rows of one source, a {@link
 * dev.tokka.finetune.data.generation.RowStep} makes more or other rows of one row, and a {@link
 * dev.tokka.finetune.data.generation.RowGeneration} runs them over all sources into a {@link
 * dev.tokka.finetune.data.TrainingSet}: within a budget, and resumable after a kill.
 *
 * <ul>
 *   <li>Documents, no model at hand: {@link dev.tokka.finetune.data.generation.DocumentQuestions}.
 *   <li>Documents and a model: {@link dev.tokka.finetune.data.generation.ModelQuestions}.
 *   <li>Questions of users with answers that somebody corrected: {@link
 *       dev.tokka.finetune.data.generation.Corrections}.
 *   <li>Texts with labels: {@link dev.tokka.finetune.data.generation.LabelRows}.
 *   <li>The same fact in other words: {@link dev.tokka.finetune.data.generation.Paraphrases}.
 *   <li>A model that is to read what retrieval finds: {@link dev.tokka.finetune.data.generation.Raft}.
 *   <li>A better and a worse answer: {@link dev.tokka.finetune.data.generation.PreferencePairs}.
 * </ul>
 */
@NullMarked
package dev.tokka.finetune.data.generation;

import org.jspecify.annotations.NullMarked;
