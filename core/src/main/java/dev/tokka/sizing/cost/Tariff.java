// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Money;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * What having a device costs.
 *
 * @param perHour an hour of it, used or not; not negative
 * @param perKilowattHour electricity, where it is not part of that; not negative, in the same currency
 * @param overhead what the building draws for each watt of the device, itself included (power usage effectiveness); at
 *     least 1
 * @param busyShare which share of the hours it works: the others are paid, too; above 0, at most 1
 */
public record Tariff(Money perHour, Money perKilowattHour, double overhead, double busyShare) {

    /** Checks the ranges above. */
    public Tariff {
        Amounts.requireNotNegative(perHour, "perHour");
        Amounts.requireNotNegative(perKilowattHour, "perKilowattHour");
        Amounts.requireSame(perHour.currency(), perKilowattHour.currency());
        if (!(overhead >= 1 && overhead < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("overhead must be at least 1 but is " + overhead);
        }
        if (Checks.requireShare(busyShare, "busyShare") == 0) {
            throw new IllegalArgumentException("busyShare must be above 0");
        }
    }

    /** Returns the tariff of a rented device: electricity is part of the rent. */
    public static Tariff rented(Money perHour, double busyShare) {
        return new Tariff(perHour, Amounts.zero(perHour.currency()), 1, busyShare);
    }

    /**
     * Returns the tariff of a device that is bought: its price is spread over the hours until it is written off.
     *
     * @param price not negative
     * @param hours above 0; three years are 26,280
     * @param perKilowattHour in the currency of the price
     * @param busyShare which share of the hours it works
     */
    public static Tariff bought(Money price, int hours, Money perKilowattHour, double busyShare) {
        Checks.requireAtLeast(1, hours, "hours");
        BigDecimal perHour = price.amount().divide(BigDecimal.valueOf(hours), Amounts.SCALE, Amounts.ROUNDING);
        return new Tariff(new Money(perHour, price.currency()), perKilowattHour, 1, busyShare);
    }

    /** Returns this with another power usage effectiveness. */
    public Tariff overhead(double newOverhead) {
        return new Tariff(perHour, perKilowattHour, newOverhead, busyShare);
    }

    /** Returns the currency. */
    public Currency currency() {
        return perHour.currency();
    }

    /**
     * Returns what {@code seconds} of work cost that draw {@code energy}.
     *
     * @param seconds not negative
     */
    public Money of(double seconds, Energy energy) {
        requireNonNull(energy, "energy");
        BigDecimal hours = Amounts.decimal(seconds / 3600 / busyShare);
        BigDecimal power = Amounts.decimal(energy.kilowattHours() * overhead);
        return new Money(
                Amounts.rounded(perHour.amount()
                        .multiply(hours)
                        .add(perKilowattHour.amount().multiply(power))),
                currency());
    }
}
