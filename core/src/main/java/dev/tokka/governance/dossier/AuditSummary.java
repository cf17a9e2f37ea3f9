// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.audit.AuditEvent;
import dev.tokka.governance.audit.AuditException;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.AuditRecord;
import dev.tokka.governance.audit.Checkpoint;
import dev.tokka.governance.audit.Verification;
import dev.tokka.governance.audit.VerifierKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an audit log says as a whole: whether it is as it was written, and how calls ended. Only facts are read, which are in
 * the clear; no text of a question or answer, no caller and no key.
 *
 * @param origin which log it is
 * @param proof what the verification has shown
 * @param period from the first to the last record that is there; empty if there is none
 * @param calls by the fingerprint of the model
 * @param events how many records there are of other types
 */
public record AuditSummary(
        String origin, Proof proof, Optional<Period> period, Map<String, Calls> calls, Map<String, Long> events) {

    /** Copies the maps, sorted. */
    public AuditSummary {
        requireNonNull(origin, "origin");
        requireNonNull(proof, "proof");
        requireNonNull(period, "period");
        calls = Collections.unmodifiableMap(new TreeMap<>(calls));
        events = Collections.unmodifiableMap(new TreeMap<>(events));
    }

    /**
     * What the verification of a log has shown.
     *
     * @param kept how many checkpoints from outside the directory it was compared with; without one, records that are
     *     missing at the end do not show
     * @param signed whether signatures of checkpoints were checked
     * @param verification what was found
     */
    public record Proof(int kept, boolean signed, Verification verification) {

        /** Checks that all are given. */
        public Proof {
            requireNonNull(verification, "verification");
        }
    }

    /**
     * A period.
     *
     * @param first when it begins
     * @param last when it ends
     */
    public record Period(Instant first, Instant last) {

        /** Checks that both are given. */
        public Period {
            requireNonNull(first, "first");
            requireNonNull(last, "last");
        }

        Period and(Instant time) {
            return new Period(time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
        }
    }

    /**
     * Reads and verifies a log without looking at signatures. Of a damaged one, what stands before the damage is counted.
     *
     * @param kept checkpoints from outside the directory
     * @throws AuditException if the files cannot be read
     */
    public static AuditSummary of(AuditReader reader, List<Checkpoint> kept) {
        return count(reader, new Proof(kept.size(), false, reader.verify(kept)));
    }

    /**
     * Reads and verifies a log whose checkpoints the owner of {@code key} must have signed; otherwise the same.
     *
     * @throws AuditException if the files cannot be read
     */
    public static AuditSummary of(AuditReader reader, List<Checkpoint> kept, VerifierKey key) {
        return count(reader, new Proof(kept.size(), true, reader.verify(kept, key)));
    }

    private static AuditSummary count(AuditReader reader, Proof proof) {
        Tally tally = new Tally();
        try {
            reader.forEach(tally::add);
        } catch (AuditException e) {
            if (e.reason() != AuditException.Reason.DAMAGED) {
                throw e;
            }
            // The proof says where it is damaged.
        }
        Map<String, Calls> calls = new TreeMap<>();
        tally.calls.forEach((model, count) -> calls.put(model, count.calls()));
        return new AuditSummary(reader.origin(), proof, tally.period, calls, tally.events);
    }

    /** Returns the calls of one model, if there were any. */
    public Optional<Calls> callsOf(String fingerprint) {
        return Optional.ofNullable(calls.get(fingerprint));
    }

    /** What was counted so far. */
    private static final class Tally {

        private final Map<String, CallCount> calls = new TreeMap<>();
        private final Map<String, Long> events = new TreeMap<>();
        private Optional<Period> period = Optional.empty();

        void add(AuditRecord record) {
            Instant time = record.time();
            period = Optional.of(period.map(known -> known.and(time)).orElseGet(() -> new Period(time, time)));
            AuditRecord.Entry entry = record.entry();
            if (entry.type().equals(AuditEvent.ANSWER)) {
                calls.computeIfAbsent(entry.model(), model -> new CallCount()).add(entry.facts());
            } else {
                events.merge(entry.type(), 1L, Long::sum);
            }
        }
    }
}
