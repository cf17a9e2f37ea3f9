// SPDX-License-Identifier: Apache-2.0
/**
 * Which strategy to use under the limits of an organization, and why, in words that a manager reads.
 *
 * <p>Start with {@link dev.tokka.evaluation.recommendation.Recommendation#of}: it takes what was measured of each
 * strategy ({@link dev.tokka.evaluation.recommendation.StrategyProfile}), what is required
 * ({@link dev.tokka.evaluation.recommendation.Constraints}) and which differences are real
 * ({@link dev.tokka.evaluation.recommendation.Comparisons}).
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. All types are immutable.
 */
@NullMarked
package dev.tokka.evaluation.recommendation;

import org.jspecify.annotations.NullMarked;
