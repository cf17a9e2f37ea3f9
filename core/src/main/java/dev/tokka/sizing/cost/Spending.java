// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import java.util.Currency;

/**
 * What was spent.
 *
 * @param money not negative
 * @param energy at one's own machines; what a provider draws is not known and not in it
 */
public record Spending(Money money, Energy energy) {

    /** Checks the ranges above. */
    public Spending {
        Amounts.requireNotNegative(money, "money");
        requireNonNull(energy, "energy");
    }

    /** Returns nothing. */
    public static Spending none(Currency currency) {
        return new Spending(Amounts.zero(currency), Energy.ZERO);
    }

    /** Returns this and {@code other} together; both are of one currency. */
    public Spending plus(Spending other) {
        return new Spending(Amounts.plus(money, other.money), energy.plus(other.energy));
    }

    /**
     * Returns {@code factor} times this.
     *
     * @param factor at least 0
     */
    public Spending times(double factor) {
        return new Spending(Amounts.times(money, factor), energy.times(factor));
    }

    /** Returns this without {@code part}, which is not more. */
    Spending minus(Spending part) {
        return new Spending(
                Amounts.minus(money, part.money), new Energy(Math.max(0, energy.joules() - part.energy.joules())));
    }
}
