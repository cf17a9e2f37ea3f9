// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * Takes the text of a reply while it is being written.
 *
 * <p>What it was given since the last {@link #restart}, joined, is the text of the reply; after an abstention it is
 * empty. All calls come one after the other, before the answer is returned. An exception thrown by a sink ends the call
 * and reaches the caller unchanged.
 */
public interface TokenSink {

    /** The attribute that holds a question's sink. */
    Key<TokenSink> KEY = new Key<>("tokka.sink", TokenSink.class);

    /** Takes the next piece of text; not empty, and never half a character. */
    void token(String text);

    /** Forgets everything taken so far: that attempt was given up and another begins. */
    void restart();
}
