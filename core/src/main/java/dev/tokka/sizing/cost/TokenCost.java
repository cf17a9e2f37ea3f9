// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import java.util.Currency;

/** What it costs to have a model read and write tokens. */
public interface TokenCost {

    /**
     * Returns what one call costs. More tokens never cost less.
     *
     * @param read at least 0; a call that reads nothing costs nothing
     * @param written at least 0
     */
    Spending call(int read, int written);

    /** Returns in which currency. */
    Currency currency();
}
