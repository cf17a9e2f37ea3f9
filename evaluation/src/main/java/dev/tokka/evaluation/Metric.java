// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Description;
import java.util.List;

/**
 * A number that says how good the answers to a benchmark are.
 *
 * <h2>Contract</h2>
 *
 * <ol>
 *   <li>A metric is a pure function: the same case and outcome give the same score, whenever and on whichever thread.
 *   <li>It scores every outcome. A failure, an abstention where an answer was expected, or an answer it cannot read is
 *       scored as wrong and is not {@linkplain Score#readable() readable}; it never throws and never leaves a case out.
 *   <li>The order of cases does not matter to {@link #value}.
 *   <li>Whether more is better is said by {@link #higherIsBetter()}.
 * </ol>
 *
 * <p>Most metrics are functions of sums over cases: implement {@link AdditiveMetric}, which is resampled much faster.
 */
public interface Metric {

    /**
     * Returns what is measured: kind {@code "metric"}, the name that reports show, such as {@code "macro F1"}, and as
     * properties the settings that change its value and its {@code source} (the paper or the program that defines it).
     */
    Description describe();

    /**
     * Scores one outcome.
     *
     * @throws IllegalArgumentException if the case expects something that this metric cannot score; this depends on the
     *     case alone, never on the outcome
     */
    Score score(Case item, Outcome outcome);

    /**
     * Returns the metric over cases.
     *
     * @param scores of this metric, at least one
     * @return finite
     */
    double value(List<Score> scores);

    /** Returns the name that reports show. */
    default String name() {
        return describe().name();
    }

    /** Returns whether more is better. Default: yes. */
    default boolean higherIsBetter() {
        return true;
    }
}
