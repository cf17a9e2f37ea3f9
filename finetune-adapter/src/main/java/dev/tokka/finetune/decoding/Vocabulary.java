// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

/** The tokens that a model can write. Safe for use by many threads. */
public interface Vocabulary {

    /** Returns how many tokens there are; they are numbered from 0. */
    int size();

    /**
     * Returns the bytes of UTF-8 that {@code token} adds to a text: part of a character, or several; none for a special
     * token, such as the end of a turn.
     *
     * @param token from 0 to {@link #size()} - 1
     */
    byte[] bytes(int token);
}
