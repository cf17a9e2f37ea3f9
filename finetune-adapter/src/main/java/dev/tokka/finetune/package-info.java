// SPDX-License-Identifier: Apache-2.0
/** Fine-tuned models as domain models. */
@NullMarked
package dev.tokka.finetune;

import org.jspecify.annotations.NullMarked;
