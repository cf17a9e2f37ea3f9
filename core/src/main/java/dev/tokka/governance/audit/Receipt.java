// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

/**
 * What whoever had an event recorded may keep, to prove later that it is in the log.
 *
 * @param sequence the number of the record
 * @param hash its leaf hash
 */
public record Receipt(long sequence, Hash hash) {

    /** Checks the range above. */
    public Receipt {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must be at least 0 but is " + sequence);
        }
        requireNonNull(hash, "hash");
    }
}
