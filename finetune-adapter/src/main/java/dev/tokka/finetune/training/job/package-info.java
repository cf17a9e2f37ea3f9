// SPDX-License-Identifier: Apache-2.0
/**
 * Training a model on rows of one's own: what is trained, the job that does it, and what comes out.
 *
 * <p>A {@link dev.tokka.finetune.training.job.TrainingPlan} says what is trained; a {@link
 * dev.tokka.finetune.training.job.Trainer} makes a {@link dev.tokka.finetune.training.job.TrainingJob} of it, in a directory from
 * which the job goes on after the program has ended. {@link dev.tokka.finetune.training.hosted} has the trainer for providers'
 * fine-tuning APIs, {@link dev.tokka.finetune.training.external} that for training programs on a machine of one's own.
 */
@NullMarked
package dev.tokka.finetune.training.job;

import org.jspecify.annotations.NullMarked;
