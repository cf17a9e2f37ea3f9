// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of answers that have a fixed form.
 *
 * <p>Where to start: {@link dev.tokka.evaluation.metric.Classification} holds accuracy and F1 over labels;
 * {@link dev.tokka.evaluation.metric.LabelReader} says what is read as a label. All types may be used by many threads at
 * once; references are never {@code null}.
 */
@NullMarked
package dev.tokka.evaluation.metric;

import org.jspecify.annotations.NullMarked;
