// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.util.Objects.requireNonNull;

import dev.tokka.Span;

/**
 * A place in a text that points to a person.
 *
 * @param kind what it is
 * @param span where it stands; not empty
 */
public record Finding(PersonalData kind, Span span) {

    /** Checks that the place is not empty. */
    public Finding {
        requireNonNull(kind, "kind");
        if (span.length() == 0) {
            throw new IllegalArgumentException("span must not be empty");
        }
    }
}
