// SPDX-License-Identifier: Apache-2.0
/**
 * Training rows as services and trainers want to read them.
 *
 * <p>Formats carry messages, not passages and labels. So {@linkplain dev.tokka.finetune.data.format.ServedRows write rows as
 * the model will be asked} first, by the prompt format that it is served with; then {@linkplain
 * dev.tokka.finetune.data.format.RowFiles write them to a file} in one of {@link
 * dev.tokka.finetune.data.format.RowFormats}. What a format has no place for is refused, never dropped. {@link
 * dev.tokka.finetune.data.format.TokenEstimate} says how many tokens that is and what they cost, before anything is sent.
 */
@NullMarked
package dev.tokka.finetune.data.format;

import org.jspecify.annotations.NullMarked;
