// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

/** What an optimizer remembers of each weight that it trains. */
public enum Optimizer {
    /** Nothing: plain gradient descent. */
    SGD(0),
    /** Two moments in 8 bits. */
    ADAM_8BIT(2),
    /** Two moments in 32 bits. */
    ADAM(8),
    /** Two moments and a copy of the weight in 32 bits, for weights that are kept in 16 (mixed precision). */
    ADAM_MIXED(12);

    private final int bytes;

    Optimizer(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the bytes for each trained weight. */
    public int bytesPerWeight() {
        return bytes;
    }
}
