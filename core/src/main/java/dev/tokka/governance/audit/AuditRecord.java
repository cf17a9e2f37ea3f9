// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * One record of a log, as it is stored.
 *
 * @param sequence its number: 0, 1, 2 and so on, without gaps
 * @param time when it was written, by the clock of the log
 * @param previous the {@linkplain MerkleTree#leafHash leaf hash} of the record before it; of the first one, a hash of the
 *     log's origin
 * @param hash its own leaf hash
 * @param entry what it tells
 */
public record AuditRecord(long sequence, Instant time, Hash previous, Hash hash, Entry entry) {

    /**
     * What a record tells.
     *
     * @param type what happened
     * @param model the fingerprint of the model; empty if it is about none
     * @param facts in the clear, by name
     * @param digests HMAC-SHA256 with the key of the subject, in hexadecimal, by name
     * @param subject the id of the subject's key; empty if there is none
     * @param sealed the encrypted contents, in base64; empty if there are none
     */
    public record Entry(
            String type,
            String model,
            Map<String, String> facts,
            Map<String, String> digests,
            String subject,
            String sealed) {

        /** Copies the maps. */
        public Entry {
            requireNonNull(type, "type");
            requireNonNull(model, "model");
            facts = Map.copyOf(facts);
            digests = Map.copyOf(digests);
            requireNonNull(subject, "subject");
            requireNonNull(sealed, "sealed");
        }
    }

    /** Checks that all are given. */
    public AuditRecord {
        requireNonNull(time, "time");
        requireNonNull(previous, "previous");
        requireNonNull(hash, "hash");
        requireNonNull(entry, "entry");
    }
}
