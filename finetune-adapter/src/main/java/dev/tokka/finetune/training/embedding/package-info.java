// SPDX-License-Identifier: Apache-2.0
/**
 * Trains adapters for the vectors of questions in this process, on a CPU, so that a frozen encoder finds more of what people
 * in a domain look for.
 *
 * <p>Start at {@link dev.tokka.finetune.training.embedding.AdapterTrainer}. An adapter changes vectors of questions only, so
 * an index that is there stays as it is. It is kept only if it helps on questions that were left out; whether it helps on
 * others is to be measured.
 */
@NullMarked
package dev.tokka.finetune.training.embedding;

import org.jspecify.annotations.NullMarked;
