// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.statistics.Interval;

/**
 * One metric of one model over a benchmark.
 *
 * @param model the name of the candidate
 * @param metric the name of the metric
 * @param interval the value with its confidence interval
 * @param answers over how many answers, failures and abstentions included; at least 1
 * @param missing the share of them in which the metric found nothing to score, from 0 to 1; they count as wrong
 */
public record Measurement(String model, String metric, Interval interval, int answers, double missing) {

    /** Checks the ranges above. */
    public Measurement {
        Checks.requireText(model, "model");
        Checks.requireText(metric, "metric");
        requireNonNull(interval, "interval");
        Checks.requireAtLeast(1, answers, "answers");
        Checks.requireShare(missing, "missing");
    }
}
