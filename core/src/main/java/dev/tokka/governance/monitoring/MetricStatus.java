// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.MeanInterval;
import java.util.Locale;

/**
 * How a metric stands.
 *
 * @param metric which
 * @param label which one, where the metric is of labels: that with the most evidence; else empty
 * @param baseline what it was in the baseline, from 0 to 1
 * @param recent what it is over the last observations, with the 95 % interval of Wilson's score; for showing: alarms come from
 *     the evidence alone
 * @param observations how many there were since the monitor began, or was reset
 * @param evidence against the metric being as in the baseline, give or take the tolerance
 */
public record MetricStatus(
        Metric metric, String label, double baseline, MeanInterval recent, long observations, Evidence evidence) {

    /** Checks the components. */
    public MetricStatus {
        requireNonNull(metric, "metric");
        requireNonNull(label, "label");
        Checks.requireShare(baseline, "baseline");
        requireNonNull(recent, "recent");
        if (observations < 0) {
            throw new IllegalArgumentException("observations must not be negative but are " + observations);
        }
        requireNonNull(evidence, "evidence");
    }

    /** Returns whether the alarm was raised. */
    public boolean isAlarm() {
        return evidence.highest() >= evidence.alarmAt();
    }

    /** Returns what is known in words, without personal data. */
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "%s%s: %.3f in the baseline, %.3f of late (%.3f to %.3f), evidence %.4g of %.4g after %d observations",
                metric.key(),
                label.isEmpty() ? "" : " '" + label + "'",
                baseline,
                recent.mean(),
                recent.low(),
                recent.high(),
                evidence.highest(),
                evidence.alarmAt(),
                observations);
    }

    /**
     * The evidence of a test that may be looked at at any time: see {@link
     * dev.tokka.governance.monitoring.sequential.MeanEProcess#evidence}.
     *
     * @param now what it is; 1 at the beginning
     * @param highest what it was at most
     * @param alarmAt from where on the alarm is raised, for good until somebody resets it
     */
    public record Evidence(double now, double highest, double alarmAt) {

        /** Checks that all are numbers and not negative. */
        public Evidence {
            if (!(now >= 0 && highest >= now && alarmAt > 0)) {
                throw new IllegalArgumentException("expected evidence of at least 0, at most its highest, but found "
                        + now + ", " + highest + " and " + alarmAt);
            }
        }
    }
}
