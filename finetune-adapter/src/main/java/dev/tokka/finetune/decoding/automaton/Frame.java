// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Set;

/** One value that has begun and not ended. A record, so that equal ones are equal. */
interface Frame {

    /**
     * Adds what the document may be after one more byte.
     *
     * @param below the values that this one is part of
     */
    void next(int next, Stack below, Set<Stack> out);

    /** Returns whether the value may end without another byte, as numbers do. */
    default boolean mayEnd() {
        return false;
    }

    /** Returns whether this is an array or an object. */
    default boolean nests() {
        return false;
    }

    /** See {@link ByteState#relaxed}. */
    default Frame relaxed() {
        return this;
    }
}
