// SPDX-License-Identifier: Apache-2.0
/**
 * One model, four strategies, the same questions: what each answers, how long it takes and what it costs.
 *
 * <p>{@link dev.tokka.examples.strategies.SwapStrategies} is the program.
 */
@NullMarked
package dev.tokka.examples.strategies;

import org.jspecify.annotations.NullMarked;
