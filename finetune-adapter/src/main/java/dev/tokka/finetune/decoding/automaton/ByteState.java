// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Optional;

/**
 * What may follow the part of a text that was written.
 *
 * <p>Immutable. States that allow the same must be equal as far as that is cheap to see: what is worked out for one is
 * used for all equal ones. From each state there must be a way to a complete text, else a text could get stuck.
 */
public interface ByteState {

    /**
     * Returns the state after one more byte of UTF-8, or empty if the text cannot go on like that.
     *
     * @param next from 0 to 255
     */
    Optional<ByteState> next(int next);

    /** Returns whether the text may end here. */
    boolean isComplete();

    /**
     * Returns a state that allows all that this one allows, and perhaps more, for which less has to be worked out anew.
     * What it allows too much is refused when it is chosen.
     */
    default ByteState relaxed() {
        return this;
    }
}
