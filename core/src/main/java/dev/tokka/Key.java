// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * A typed name for an attribute. Declare keys once, as constants, next to the code that reads them.
 *
 * @param <T> the type of the value
 * @param name unique within an application; not blank
 * @param type the class of the value
 */
public record Key<T>(String name, Class<T> type) {

    /** Checks that the name is not blank. */
    public Key {
        Checks.requireText(name, "name");
        requireNonNull(type, "type");
    }
}
