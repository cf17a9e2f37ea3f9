// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.util.Optional;

/**
 * Keeps a key for each person, customer or other subject whose data a log holds. Without its key nobody can read what is
 * encrypted with it: to destroy the key is to erase the data, in the log and in every copy of it.
 *
 * <p>Implement it where keys are in a key service. Safe for use by many threads.
 */
public interface SubjectKeys {

    /**
     * Returns the key of a subject, a new one if there is none. A new key must be stored so that it is not lost before
     * this returns.
     *
     * @throws RuntimeException if there is none to be had; nothing is then recorded
     */
    SubjectKey keyOf(String subject);

    /** Returns the key with an id, or empty if it was destroyed or was never there. */
    Optional<SubjectKey> find(String id);

    /**
     * Destroys the key of a subject and returns its id, or empty if there is none. If the subject comes again, it gets a
     * new key with another id.
     */
    Optional<String> shred(String subject);
}
