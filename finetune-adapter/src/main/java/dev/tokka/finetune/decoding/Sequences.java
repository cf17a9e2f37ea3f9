// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.List;

/**
 * Sequences of tokens that a language model reads side by side, and what it expects after each.
 *
 * <p>For use by one thread at a time. Holds native memory: whoever opens one closes it.
 */
public interface Sequences extends AutoCloseable {

    /**
     * Makes each sequence longer and returns the logits for the token after its last: one row for each sequence, in order,
     * each as long as the vocabulary. The rows belong to the caller until the next call, who may write into them.
     *
     * @param tokens one array for each sequence, none empty; of different lengths only where the sequences are empty yet
     * @throws dev.tokka.QuestionRejectedException if a sequence gets longer than the model can read
     * @throws dev.tokka.ModelUnavailableException if the model failed, its logits are not numbers, or the calling thread
     *     was interrupted
     */
    List<float[]> append(List<int[]> tokens);

    /**
     * Keeps the sequences {@code rows}, in this order: one can be kept several times, and one that is not named is dropped.
     *
     * @param rows at least one; each from 0 to the number of sequences - 1
     */
    void select(int... rows);

    /** Frees what the sequences hold; closing twice does nothing more. */
    @Override
    void close();
}
