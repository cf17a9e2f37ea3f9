// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of texts and of numbers in texts.
 *
 * <p>Where to start: {@link dev.tokka.evaluation.metric.text.TextMatch} scores short answers,
 * {@link dev.tokka.evaluation.metric.text.NumericMatch} numbers. {@link dev.tokka.evaluation.metric.text.TatQaMatch} and
 * {@link dev.tokka.evaluation.metric.text.JfinqaMatch} are those of two data sets, as their authors define them.
 *
 * <p>A failure, and an abstention where an answer is expected, is wrong and not readable. Everything is immutable and may
 * be used by many threads at once.
 */
@NullMarked
package dev.tokka.evaluation.metric.text;

import org.jspecify.annotations.NullMarked;
