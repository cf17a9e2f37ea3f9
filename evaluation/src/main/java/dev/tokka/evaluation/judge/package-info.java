// SPDX-License-Identifier: Apache-2.0
/**
 * Judges: models that grade the answers of other models, and what may be concluded from their grades.
 *
 * <p>Judging is itself an experiment. Start with {@link dev.tokka.evaluation.judge.Judging}: it turns answers into
 * <em>judging cases</em>, whose questions any {@link dev.tokka.DomainModel} can be asked, and reads its replies back
 * into {@linkplain dev.tokka.evaluation.judge.JudgedGrade grades}. {@link dev.tokka.evaluation.judge.GradeMetric}
 * scores the same replies wherever metrics are used. {@link dev.tokka.evaluation.judge.JudgeReport} says whether a
 * difference between two candidates may be concluded, or why not.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable and may be used by many threads.
 */
@NullMarked
package dev.tokka.evaluation.judge;

import org.jspecify.annotations.NullMarked;
