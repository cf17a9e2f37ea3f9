// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money.
 *
 * @param amount how much, in units of the currency; any scale, because tokens cost fractions of a cent
 * @param currency of which
 */
public record Money(BigDecimal amount, Currency currency) {

    /** Checks that both are given. */
    public Money {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
    }
}
