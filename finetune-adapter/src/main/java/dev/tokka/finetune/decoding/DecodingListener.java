// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

/**
 * Follows the decoding of one prompt. Called by the thread that decodes; what it throws ends this prompt's decoding, and
 * no other's.
 */
public interface DecodingListener {

    /** Takes no notice. */
    DecodingListener NONE = new DecodingListener() {};

    /**
     * Takes the next piece of text. All pieces, joined, are the text in the end. With several beams there is one piece, at
     * the end.
     *
     * @param piece not empty; never half a character, and never what is or may become part of a stop
     */
    default void text(String piece) {}

    /** Called before each token; throws what the decoding is to end with, as once its deadline has passed. */
    default void beforeToken() {}
}
