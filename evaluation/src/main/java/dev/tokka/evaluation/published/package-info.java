// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers that papers, model cards and leaderboards have published for the benchmarks of this library, each with its
 * source, and whether a result of one's own may be put beside it.
 *
 * <p>Start at {@link dev.tokka.evaluation.published.PublishedNumbers#load()}. A number is comparable only with a result
 * on the same split, by the same metric and protocol; the reason says what that is. {@link
 * dev.tokka.evaluation.published.PublishedStrategies} are the rows of "Fine-Tuning or Retrieval?".
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 */
@NullMarked
package dev.tokka.evaluation.published;

import org.jspecify.annotations.NullMarked;
