// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics of what is to be found in a text: entities and the relations between them.
 *
 * <p>Start at {@link dev.tokka.evaluation.metric.sequence.EntityF1} where cases expect tags of tokens, and at
 * {@link dev.tokka.evaluation.metric.sequence.RelationF1} where they expect relations. How a reply is read is said by a
 * {@link dev.tokka.evaluation.metric.sequence.TagReader} or a {@link dev.tokka.evaluation.metric.sequence.TripleReader}:
 * take the one that fits the format that the question asks for, or write one.
 *
 * <p>A failure, an abstention and a reply that cannot be read found nothing. Where nothing was to be found this would be
 * right, so that there they count as one wrong find. Cases that have no answer are refused: that nothing is to be found is
 * said by tags that are all {@code O}, or by no relations.
 *
 * <p>Everything here is immutable and safe for use by many threads. References are never {@code null}; passing one throws
 * {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.metric.sequence;

import org.jspecify.annotations.NullMarked;
