// SPDX-License-Identifier: Apache-2.0
/**
 * A search for better prompts, within a budget, with the evidence that they are better.
 *
 * <p>Start at {@link dev.tokka.prompting.optimization.PromptOptimizer}. It takes a model, the prompting that you have, and
 * questions whose answers it can {@linkplain dev.tokka.prompting.optimization.Grader grade}, and returns an {@link
 * dev.tokka.prompting.optimization.Optimized}: a prompting to use, why, and what that cost.
 *
 * <p>How many questions? With 100, a gain of about ten points is told from chance; with 30, of about twenty.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws
 * {@link NullPointerException}. Value types are immutable.
 */
@NullMarked
package dev.tokka.prompting.optimization;

import org.jspecify.annotations.NullMarked;
