// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import dev.tokka.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Arithmetic on money. */
final class Amounts {

    /** Digits after the point; a token costs less than a millionth of anything. */
    static final int SCALE = 15;

    static final RoundingMode ROUNDING = RoundingMode.HALF_UP;

    private Amounts() {}

    static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    static Money plus(Money a, Money b) {
        requireSame(a.currency(), b.currency());
        return new Money(a.amount().add(b.amount()), a.currency());
    }

    static Money minus(Money a, Money b) {
        requireSame(a.currency(), b.currency());
        return new Money(a.amount().subtract(b.amount()), a.currency());
    }

    static Money times(Money money, double factor) {
        return new Money(rounded(money.amount().multiply(decimal(factor))), money.currency());
    }

    static BigDecimal decimal(double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("expected a number that is at least 0 but saw " + value);
        }
        return BigDecimal.valueOf(value);
    }

    static BigDecimal rounded(BigDecimal amount) {
        return amount.scale() > SCALE ? amount.setScale(SCALE, ROUNDING) : amount;
    }

    static void requireNotNegative(Money money, String name) {
        if (money.amount().signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative but is " + money.amount());
        }
    }

    static void requireSame(Currency expected, Currency seen) {
        if (!expected.equals(seen)) {
            throw new IllegalArgumentException("expected amounts of one currency but saw " + expected + " and " + seen);
        }
    }
}
