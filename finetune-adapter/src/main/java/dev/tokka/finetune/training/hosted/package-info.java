// SPDX-License-Identifier: Apache-2.0
/**
 * Training at a provider: the fine-tuning API that OpenAI defined and others serve too. Rows leave this process only after an
 * {@link dev.tokka.governance.egress.EgressPolicy} has allowed it.
 */
@NullMarked
package dev.tokka.finetune.training.hosted;

import org.jspecify.annotations.NullMarked;
