// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import dev.tokka.Checks;
import dev.tokka.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * What a strategy costs by how many answers it gives: something at first, and something for each.
 *
 * @param name of the strategy; not blank
 * @param fixed what is paid before the first answer, such as training or an index; not negative
 * @param perThousand what 1,000 answers cost; not negative, in the same currency
 */
public record CostLine(String name, Money fixed, Money perThousand) {

    /** Checks the ranges above. */
    public CostLine {
        Checks.requireText(name, "name");
        Amounts.requireNotNegative(fixed, "fixed");
        Amounts.requireNotNegative(perThousand, "perThousand");
        Amounts.requireSame(fixed.currency(), perThousand.currency());
    }

    /** Returns what {@code answers} answers cost, at least 0. */
    public Money of(long answers) {
        if (answers < 0) {
            throw new IllegalArgumentException("answers must be at least 0 but is " + answers);
        }
        BigDecimal variable =
                perThousand.amount().multiply(BigDecimal.valueOf(answers)).movePointLeft(3);
        return new Money(fixed.amount().add(variable), fixed.currency());
    }

    /**
     * Returns from how many answers on this strategy costs less than {@code other}, or as much: the least number so that it
     * does for that and every larger one. Empty if it never does.
     */
    public OptionalLong breakEven(CostLine other) {
        Amounts.requireSame(fixed.currency(), other.fixed.currency());
        BigDecimal more = fixed.amount().subtract(other.fixed.amount());
        BigDecimal saved = other.perThousand.amount().subtract(perThousand.amount());
        if (saved.signum() < 0) {
            return OptionalLong.empty();
        }
        if (more.signum() <= 0) {
            return OptionalLong.of(0);
        }
        if (saved.signum() == 0) {
            return OptionalLong.empty();
        }
        BigDecimal answers = more.movePointRight(3)
                .divide(saved, new MathContext(40, RoundingMode.UP))
                .setScale(0, RoundingMode.CEILING);
        return answers.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(answers.longValueExact());
    }
}
