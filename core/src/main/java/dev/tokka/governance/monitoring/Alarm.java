// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.audit.AuditEvent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A metric is no longer what it was in the baseline.
 *
 * @param fingerprint of the model
 * @param status of the metric when the alarm was raised
 * @param at when
 */
public record Alarm(String fingerprint, MetricStatus status, Instant at) {

    /** The type of the records of alarms in an audit log. */
    public static final String TYPE = "alarm";

    /** Checks the components. */
    public Alarm {
        Baseline.requireFingerprint(fingerprint);
        requireNonNull(status, "status");
        requireNonNull(at, "at");
    }

    /** Returns this for an audit log, as facts in the clear. */
    public AuditEvent event() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("metric", status.metric().key());
        if (!status.label().isEmpty()) {
            facts.put("label", status.label());
        }
        facts.put("baseline", String.valueOf(status.baseline()));
        facts.put("recent", String.valueOf(status.recent().mean()));
        facts.put("evidence", String.valueOf(status.evidence().highest()));
        facts.put("observations", String.valueOf(status.observations()));
        return AuditEvent.of(TYPE, facts).about(fingerprint);
    }
}
