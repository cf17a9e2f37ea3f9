// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.statistics.Interval;
import java.util.OptionalDouble;

/**
 * One metric of one model over a benchmark.
 *
 * @param model the name of the candidate
 * @param metric the name of the metric
 * @param interval the value with its confidence interval
 * @param spread how much the value would vary if it were measured again
 * @param answers over how many answers, failures and abstentions included; at least 1
 * @param missing the share of them in which the metric found nothing to score, from 0 to 1; they count as wrong
 */
public record Measurement(String model, String metric, Interval interval, Spread spread, int answers, double missing) {

    /** Checks the ranges above. */
    public Measurement {
        Checks.requireText(model, "model");
        Checks.requireText(metric, "metric");
        requireNonNull(interval, "interval");
        requireNonNull(spread, "spread");
        Checks.requireAtLeast(1, answers, "answers");
        Checks.requireShare(missing, "missing");
    }

    /**
     * How much a value varies.
     *
     * @param standardError with other questions of the same kind; at least 0; of means that of {@link
     *     dev.tokka.evaluation.statistics.Mean}, clustered where answers depend on each other, of other metrics that of
     *     the bootstrap
     * @param betweenSeeds with other seeds and the same questions: the standard deviation of the metric of each seed, at
     *     least 0; empty if the protocol has one seed only
     */
    public record Spread(double standardError, OptionalDouble betweenSeeds) {

        /** Checks the ranges above. */
        public Spread {
            if (!(standardError >= 0)) {
                throw new IllegalArgumentException("standardError must be at least 0 but is " + standardError);
            }
            if (!(betweenSeeds.orElse(0) >= 0)) {
                throw new IllegalArgumentException("betweenSeeds must be at least 0 but is " + betweenSeeds);
            }
        }
    }
}
