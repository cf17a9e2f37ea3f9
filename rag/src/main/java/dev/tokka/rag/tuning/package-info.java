// SPDX-License-Identifier: Apache-2.0
/**
 * Settings chosen by measurement: what finds the answers to your own questions in your own documents, and when to abstain.
 *
 * <p>{@link dev.tokka.rag.tuning.RagTuner} searches the settings of retrieval and says whether the best it found is better
 * than the defaults at all; {@link dev.tokka.rag.tuning.AbstentionCurve} chooses the confidence below which a model had
 * better say nothing.
 */
@NullMarked
package dev.tokka.rag.tuning;

import org.jspecify.annotations.NullMarked;
