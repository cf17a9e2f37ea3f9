// SPDX-License-Identifier: Apache-2.0
/**
 * What may be concluded from scores: intervals.
 *
 * <p>Where to start: {@link dev.tokka.evaluation.statistics.Bootstrap} gives the interval of any metric, {@link
 * dev.tokka.evaluation.statistics.Proportion} that of an accuracy. Two models over the same cases are compared by the
 * difference of their {@link dev.tokka.evaluation.statistics.Terms}.
 *
 * <p>Everything is a pure function: what is random is drawn from a seed that is passed in, and the same input gives the
 * same result on any number of threads. Arrays that are passed in are never changed. All types may be used by many
 * threads at once. Input outside the stated ranges throws {@link IllegalArgumentException} with what was expected and
 * what was seen; references are never {@code null}.
 */
@NullMarked
package dev.tokka.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
