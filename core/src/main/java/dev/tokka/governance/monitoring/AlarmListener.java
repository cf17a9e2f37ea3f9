// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.audit.AuditLog;

/**
 * Is told of alarms, each once, by the thread whose call raised it, after the answer is known and before it is returned. Safe for
 * use by many threads. If it fails, the answer is returned all the same, and the {@linkplain MonitorStatus status} says so.
 */
@FunctionalInterface
public interface AlarmListener {

    /** Takes an alarm; soon, since somebody waits for an answer. */
    void alarm(Alarm alarm);

    /** Returns what records alarms in {@code log}. */
    static AlarmListener recording(AuditLog log) {
        requireNonNull(log, "log");
        return alarm -> log.append(alarm.event());
    }
}
