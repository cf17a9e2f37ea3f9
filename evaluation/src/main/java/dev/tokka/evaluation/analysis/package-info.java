// SPDX-License-Identifier: Apache-2.0
/**
 * What may be concluded from the answers of an experiment: {@link dev.tokka.evaluation.analysis.Analysis} measures and
 * compares models, {@link dev.tokka.evaluation.analysis.Gate} says whether one has become worse.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 */
@NullMarked
package dev.tokka.evaluation.analysis;

import org.jspecify.annotations.NullMarked;
