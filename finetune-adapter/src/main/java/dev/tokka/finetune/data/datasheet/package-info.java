// SPDX-License-Identifier: Apache-2.0
/**
 * What is in a training set and how it came to be, for people who must approve what was trained on it.
 *
 * <p>Start at {@link dev.tokka.finetune.data.datasheet.Datasheet}.
 */
@NullMarked
package dev.tokka.finetune.data.datasheet;

import org.jspecify.annotations.NullMarked;
