// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics: how good answers are, each after a published definition. In this package are those of answers that have a fixed
 * form.
 *
 * <p>Where to start: {@link dev.tokka.evaluation.metric.Classification} holds accuracy and F1 over labels;
 * {@link dev.tokka.evaluation.metric.LabelReader} says what is read as a label. For other answers:
 *
 * <ul>
 *   <li>a short text, or a number: {@link dev.tokka.evaluation.metric.text}
 *   <li>a long text with a reference, as a summary or a translation: {@link dev.tokka.evaluation.metric.overlap}
 *   <li>entities and relations: {@link dev.tokka.evaluation.metric.sequence}
 *   <li>documents, best first: {@link dev.tokka.evaluation.metric.ranking}
 *   <li>any answer: whether it is grounded, honest, calibrated, fresh, fast and cheap:
 *       {@link dev.tokka.evaluation.metric.behaviour}
 *   <li>the actions of a trading strategy: {@link dev.tokka.evaluation.metric.trading}
 * </ul>
 *
 * <p>All types may be used by many threads at once; references are never {@code null}.
 */
@NullMarked
package dev.tokka.evaluation.metric;

import org.jspecify.annotations.NullMarked;
