// SPDX-License-Identifier: Apache-2.0
/**
 * How well a strategy of trading did, from its returns or its equity.
 *
 * <p>Start at {@link dev.tokka.evaluation.metric.trading.ReturnSeries}. These are figures of one series over time, not of
 * answers to cases: a trading agent is asked for one action a day, and the returns of its actions make the series. Values
 * are immutable and safe for use by many threads. References are never {@code null}; passing one throws
 * {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.evaluation.metric.trading;

import org.jspecify.annotations.NullMarked;
