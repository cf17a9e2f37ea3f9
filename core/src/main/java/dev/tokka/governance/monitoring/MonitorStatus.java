// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How a monitor stands.
 *
 * @param fingerprint of the model
 * @param metrics each that is watched, in the order of {@link Metric}
 * @param alarms those raised since the monitor began, or was reset, in order
 * @param calls how many there were
 * @param troubles what the monitor itself could not do
 */
public record MonitorStatus(
        String fingerprint, List<MetricStatus> metrics, List<Alarm> alarms, Calls calls, Troubles troubles) {

    /** Checks and copies the components. */
    public MonitorStatus {
        requireNonNull(fingerprint, "fingerprint");
        metrics = List.copyOf(metrics);
        alarms = List.copyOf(alarms);
        requireNonNull(calls, "calls");
        requireNonNull(troubles, "troubles");
    }

    /** Returns how a metric stands, or empty if it is not watched. */
    public Optional<MetricStatus> metric(Metric metric) {
        return metrics.stream().filter(one -> one.metric() == metric).findFirst();
    }

    /** Returns whether an alarm was raised. */
    public boolean isAlarm() {
        return !alarms.isEmpty();
    }

    /**
     * Calls since the monitor was made, or first made if it goes on from a file.
     *
     * @param observed of which an observation was taken
     * @param diverted answered by the fallback because of an alarm
     * @param refused because of a suspension
     */
    public record Calls(long observed, long diverted, long refused) {}

    /**
     * What failed without anybody noticing, since this monitor was made.
     *
     * @param missedInputs questions that were not measured, since the executor rejected them or the embedder failed
     * @param failedActions listeners, suspensions and writings of the state that failed
     * @param last what failed last, in words; empty if nothing
     */
    public record Troubles(long missedInputs, long failedActions, String last) {}
}
