// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What was found when a log was verified.
 *
 * @param records how many records are as they were written, from the first one on
 * @param root of the tree of these
 * @param torn how many bytes stand at the end that are no whole record: a write that is under way, or that a crash ended;
 *     never an acknowledged record
 * @param damage the first thing that is wrong, if anything is
 */
public record Verification(long records, Hash root, int torn, Optional<Damage> damage) {

    /** Checks that all are given. */
    public Verification {
        requireNonNull(root, "root");
        requireNonNull(damage, "damage");
    }

    /** Returns whether nothing is wrong. */
    public boolean isIntact() {
        return damage.isEmpty();
    }
}
