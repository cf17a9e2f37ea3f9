// SPDX-License-Identifier: Apache-2.0
/**
 * What may be concluded from scores: intervals, standard errors, effect sizes, power, corrections, agreement.
 *
 * <p>Where to start: {@link dev.tokka.evaluation.statistics.Bootstrap} gives the interval of any metric, {@link
 * dev.tokka.evaluation.statistics.Proportion} that of an accuracy. Two models over the same cases are compared by the
 * difference of their {@link dev.tokka.evaluation.statistics.Terms}.
 *
 * <ul>
 *   <li>By formula instead of resampling, with clusters and pairs: {@link dev.tokka.evaluation.statistics.Mean}.
 *   <li>How many cases does it take, or what could have been seen with these? {@link
 *       dev.tokka.evaluation.statistics.Power}
 *   <li>Is a difference large, and not only certain? {@link dev.tokka.evaluation.statistics.EffectSize}
 *   <li>Several tests at once: {@link dev.tokka.evaluation.statistics.Holm}.
 *   <li>Two raters: {@link dev.tokka.evaluation.statistics.Agreement}.
 * </ul>
 *
 * <p>Everything is a pure function: what is random is drawn from a seed that is passed in, and the same input gives the
 * same result on any number of threads. Arrays that are passed in are never changed. All types may be used by many
 * threads at once. Input outside the stated ranges throws {@link IllegalArgumentException} with what was expected and
 * what was seen; references are never {@code null}.
 */
@NullMarked
package dev.tokka.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
