// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Locale;

/**
 * The first thing that is wrong with a log.
 *
 * @param kind what was done
 * @param sequence the number of the first record that is concerned; at least 0
 * @param where the file, or what else was looked at; not blank
 * @param message what was expected and what was seen, without anything that records hold; not blank
 */
public record Damage(Kind kind, long sequence, String where, String message) {

    /** What was done to a log. */
    public enum Kind {
        /** The bytes of a record are not those that were written. */
        EDITED,
        /** A record is missing although later ones are there. */
        DELETED,
        /** A record stands after a later one. */
        REORDERED,
        /** A record stands in the log twice. */
        DUPLICATED,
        /** Records are missing at the end that a checkpoint covers. */
        TRUNCATED,
        /** The records fit together but are not those that a checkpoint covers: some were written anew. */
        FORKED
    }

    /** Checks the ranges above. */
    public Damage {
        requireNonNull(kind, "kind");
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must be at least 0 but is " + sequence);
        }
        Checks.requireText(where, "where");
        Checks.requireText(message, "message");
    }

    /** Returns it in a sentence. */
    @Override
    public String toString() {
        return "record " + sequence + " " + kind.name().toLowerCase(Locale.ROOT) + ", in " + where + ": " + message;
    }
}
