// SPDX-License-Identifier: Apache-2.0
/**
 * FinBen: 36 data sets of 24 financial tasks, and the rules by which they are scored.
 *
 * <p>Start at {@link dev.tokka.evaluation.finben.FinBen#benchmark}, which makes a benchmark of a file of the user's;
 * {@link dev.tokka.evaluation.finben.FinBenDataset} is the catalogue, {@link dev.tokka.evaluation.finben.FinTrade} the
 * one task that is not asked case by case. No data is shipped: licences differ from set to set.
 *
 * <h2>Which scoring?</h2>
 *
 * <ul>
 *   <li>To set a number beside a published one: {@link dev.tokka.evaluation.finben.Scoring#COMPAT}, which has the
 *       defects of the published scorer. Its metrics are named {@code PIXIU ...}.
 *   <li>To choose a model: {@link dev.tokka.evaluation.finben.Scoring#STRICT}, which is what the metrics mean.
 *   <li>To see how far they are apart: both, over the same answers.
 * </ul>
 *
 * <p>In both, reports show the missing rate beside each number: the share of answers in which the scorer did not find
 * what it looks for.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}. Everything is immutable and safe
 * for use by many threads.
 */
@NullMarked
package dev.tokka.evaluation.finben;

import org.jspecify.annotations.NullMarked;
