// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import dev.tokka.Money;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * A model of a provider, who is paid by the token.
 *
 * @param inputPerMillion for a million tokens that it reads; not negative
 * @param outputPerMillion for a million tokens that it writes; not negative, in the same currency
 */
public record HostedModel(Money inputPerMillion, Money outputPerMillion) implements TokenCost {

    private static final int MILLION = 6; // decimal places

    /** Checks the ranges above. */
    public HostedModel {
        Amounts.requireNotNegative(inputPerMillion, "inputPerMillion");
        Amounts.requireNotNegative(outputPerMillion, "outputPerMillion");
        Amounts.requireSame(inputPerMillion.currency(), outputPerMillion.currency());
    }

    @Override
    public Spending call(int read, int written) {
        Tokens.require(read, written);
        if (read == 0) {
            return Spending.none(currency());
        }
        BigDecimal amount = perMillion(inputPerMillion, read).add(perMillion(outputPerMillion, written));
        return new Spending(new Money(amount, currency()), Energy.ZERO);
    }

    private static BigDecimal perMillion(Money price, int tokens) {
        return price.amount().multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }

    @Override
    public Currency currency() {
        return inputPerMillion.currency();
    }
}
