// SPDX-License-Identifier: Apache-2.0
/**
 * Fine-tuned models in files of {@link dev.tokka.config}: {@code fine-tuned: {directory: models/bank, adapter: bank}}.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.finetune.kinds;

import org.jspecify.annotations.NullMarked;
