// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How an {@link AuditLog} stores.
 *
 * @param durability when a record counts as stored
 * @param segments when a new file begins and old ones go
 * @param signer who signs checkpoints; without one they are not signed
 * @param keys where the keys of subjects are; without one in a file of the log's directory, and then a copy of the
 *     directory is a copy of the keys
 * @param clock what tells the time of records
 */
public record AuditSettings(
        Durability durability,
        Segmentation segments,
        Optional<CheckpointSigner> signer,
        Optional<SubjectKeys> keys,
        InstantSource clock) {

    /** Synced records, segments of 64 MB or a day, all kept, checkpoints not signed, the system's clock. */
    public static final AuditSettings DEFAULT = new AuditSettings(
            Durability.SYNCED, Segmentation.DEFAULT, Optional.empty(), Optional.empty(), InstantSource.system());

    /** When a record counts as stored. */
    public enum Durability {
        /** When it is on the disk: it outlives a loss of power. Threads that write at once share a sync. */
        SYNCED,
        /** When the operating system has it: it outlives the end of this process, however it ends. */
        WRITTEN
    }

    /**
     * When a new file begins and old ones go.
     *
     * @param maxBytes how long a file gets, about, from 1 KB to 1 GB; it is read as a whole
     * @param maxAge how long a file is written to; positive
     * @param retention how long records are kept; positive; without it for ever. A file goes when its last record is
     *     older than this, so records are kept up to {@code maxAge} longer. Their hashes stay.
     */
    public record Segmentation(int maxBytes, Duration maxAge, Optional<Duration> retention) {

        /** 64 MB or a day; all is kept. */
        public static final Segmentation DEFAULT =
                new Segmentation(64 * 1024 * 1024, Duration.ofDays(1), Optional.empty());

        private static final int LEAST = 1024;
        private static final int MOST = 1024 * 1024 * 1024;

        /** Checks the ranges above. */
        public Segmentation {
            Checks.requireIn(LEAST, MOST, maxBytes, "maxBytes");
            requirePositive(maxAge, "maxAge");
            retention.ifPresent(time -> requirePositive(time, "retention"));
        }

        private static void requirePositive(Duration time, String name) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(name + " must be longer than nothing but is " + time);
            }
        }

        /** Returns this with another length of files. */
        public Segmentation withMaxBytes(int newMaxBytes) {
            return new Segmentation(newMaxBytes, maxAge, retention);
        }

        /** Returns this with another time for which a file is written to. */
        public Segmentation withMaxAge(Duration newMaxAge) {
            return new Segmentation(maxBytes, newMaxAge, retention);
        }

        /** Returns this with records kept for {@code time}, such as 184 days, and then removed. */
        public Segmentation withRetention(Duration time) {
            return new Segmentation(maxBytes, maxAge, Optional.of(time));
        }
    }

    /** Checks that all are given. */
    public AuditSettings {
        requireNonNull(durability, "durability");
        requireNonNull(segments, "segments");
        requireNonNull(signer, "signer");
        requireNonNull(keys, "keys");
        requireNonNull(clock, "clock");
    }

    /** Returns this with another durability. */
    public AuditSettings withDurability(Durability newDurability) {
        return new AuditSettings(newDurability, segments, signer, keys, clock);
    }

    /** Returns this with other rules for files. */
    public AuditSettings withSegments(Segmentation newSegments) {
        return new AuditSettings(durability, newSegments, signer, keys, clock);
    }

    /** Returns this with checkpoints signed. */
    public AuditSettings withSigner(CheckpointSigner newSigner) {
        return new AuditSettings(durability, segments, Optional.of(newSigner), keys, clock);
    }

    /** Returns this with keys elsewhere. */
    public AuditSettings withKeys(SubjectKeys newKeys) {
        return new AuditSettings(durability, segments, signer, Optional.of(newKeys), clock);
    }

    /** Returns this with another clock. */
    public AuditSettings withClock(InstantSource newClock) {
        return new AuditSettings(durability, segments, signer, keys, newClock);
    }
}
