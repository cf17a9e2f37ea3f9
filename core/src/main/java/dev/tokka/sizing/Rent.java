// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What an hour of a device cost somewhere, once. Prices change: before you decide, ask for yours.
 *
 * @param perHour not negative
 * @param day when it was so
 * @param source who said so; not blank
 */
public record Rent(Money perHour, LocalDate day, String source) {

    /** Checks the ranges above. */
    public Rent {
        if (perHour.amount().signum() < 0) {
            throw new IllegalArgumentException("perHour must not be negative but is " + perHour.amount());
        }
        requireNonNull(day, "day");
        Checks.requireText(source, "source");
    }

    Rent times(int count) {
        return new Rent(
                new Money(perHour.amount().multiply(BigDecimal.valueOf(count)), perHour.currency()), day, source);
    }
}
