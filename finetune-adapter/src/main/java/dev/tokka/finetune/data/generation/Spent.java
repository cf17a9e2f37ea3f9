// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import java.math.BigDecimal;

/**
 * What a teacher has used. A call whose end nobody saw, because the program was killed, counts as the most it could use.
 *
 * @param calls at least 0
 * @param tokens read and written together; at least 0
 * @param money in the currency of the budget; 0 if that has none
 */
public record Spent(long calls, long tokens, BigDecimal money) {

    /** Nothing. */
    public static final Spent NOTHING = new Spent(0, 0, BigDecimal.ZERO);

    /** Checks the ranges above. */
    public Spent {
        if (calls < 0 || tokens < 0 || money.signum() < 0) {
            throw new IllegalArgumentException(
                    "amounts must be at least 0 but are " + calls + ", " + tokens + " and " + money);
        }
    }

    Spent plus(Spent other) {
        return new Spent(calls + other.calls, Math.addExact(tokens, other.tokens), money.add(other.money));
    }

    Spent minus(Spent other) {
        return new Spent(calls - other.calls, tokens - other.tokens, money.subtract(other.money));
    }
}
