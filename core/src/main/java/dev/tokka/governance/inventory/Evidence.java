// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Optional;

/**
 * What an experiment has measured of a model.
 *
 * @param experiment by which it can be found again; not blank
 * @param fingerprint of the model that was measured; evidence of another model proves nothing
 * @param metric what was measured; not blank
 * @param measured the value, with its interval
 * @param cases on how many cases; at least 1
 * @param baseline what it is compared with, if with anything
 */
public record Evidence(
        String experiment,
        String fingerprint,
        String metric,
        Measured measured,
        int cases,
        Optional<Baseline> baseline) {

    /** Checks the above. */
    public Evidence {
        Checks.requireText(experiment, "experiment");
        Checks.requireText(fingerprint, "fingerprint");
        Checks.requireText(metric, "metric");
        requireNonNull(measured, "measured");
        Checks.requireAtLeast(1, cases, "cases");
        requireNonNull(baseline, "baseline");
    }

    /** Returns this evidence compared with a baseline. */
    public Evidence against(Baseline newBaseline) {
        return new Evidence(experiment, fingerprint, metric, measured, cases, Optional.of(newBaseline));
    }

    /**
     * A value with its confidence interval, in the units of the metric.
     *
     * @param value finite
     * @param low where the interval begins; finite
     * @param high where it ends, not below {@code low}; finite
     * @param level of confidence, from 0 to 1, such as 0.95
     */
    public record Measured(double value, double low, double high, double level) {

        /** Checks the ranges above. */
        public Measured {
            if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
                throw new IllegalArgumentException(
                        "expected a finite value and an interval but got " + value + " in [" + low + ", " + high + "]");
            }
            Checks.requireShare(level, "level");
        }
    }

    /**
     * What a model is compared with, on the same cases.
     *
     * @param name such as that of the model in use until now; not blank
     * @param measured by the same metric
     */
    public record Baseline(String name, Measured measured) {

        /** Checks the above. */
        public Baseline {
            Checks.requireText(name, "name");
            requireNonNull(measured, "measured");
        }
    }
}
