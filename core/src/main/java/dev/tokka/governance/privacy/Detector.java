// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Description;
import java.util.List;

/**
 * Finds what points to a person.
 *
 * <p>One of your own is one method, such as a recognizer of names that a team has trained; {@link Detectors} has the others.
 * Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Detector {

    /** Returns the places, in any order; they may overlap. */
    List<Finding> find(String text);

    /** Returns what decides the findings; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }
}
