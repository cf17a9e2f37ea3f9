// SPDX-License-Identifier: Apache-2.0
/**
 * Which strategy is best for a domain: benchmarks, experiments and what may be concluded from them.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 */
@NullMarked
package dev.tokka.evaluation;

import org.jspecify.annotations.NullMarked;
