// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Money;
import dev.tokka.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;

/** What a run has used up, and whether it may ask once more. Guarded by the monitor of its run. */
final class Spending {

    private final Budget budget;
    private long tokens;
    private long dearestTokens;
    private BigDecimal money = BigDecimal.ZERO;
    private BigDecimal dearestMoney = BigDecimal.ZERO;
    private TokenUsage usage = TokenUsage.NONE;
    private boolean known;

    Spending(Budget budget) {
        this.budget = budget;
    }

    TokenUsage usage() {
        return usage;
    }

    /** Returns whether nothing may be begun until what is under way has shown what an answer costs. */
    boolean mustWait(int underWay) {
        return !known
                && underWay > 0
                && (budget.tokens().isPresent() || budget.money().isPresent());
    }

    /** Returns whether one more question may be asked while some are under way. */
    boolean allows(int underWay, Duration elapsed) {
        int more = underWay + 1;
        boolean tokensLast = budget.tokens().isEmpty()
                || tokens + dearestTokens * more <= budget.tokens().getAsLong();
        boolean moneyLasts = budget.money().isEmpty()
                || money.add(dearestMoney.multiply(BigDecimal.valueOf(more)))
                                .compareTo(budget.money().get().amount())
                        <= 0;
        boolean timeLasts =
                budget.time().isEmpty() || elapsed.compareTo(budget.time().get()) < 0;
        return tokensLast && moneyLasts && timeLasts;
    }

    void add(Outcome outcome) {
        usage = usage.plus(outcome.usage());
        long used = outcome.usage().input() + outcome.usage().output();
        tokens += used;
        dearestTokens = Math.max(dearestTokens, used);
        BigDecimal paid = budget.money()
                .map(Money::currency)
                .map(outcome.trace().cost()::get)
                .orElse(BigDecimal.ZERO);
        money = money.add(paid);
        dearestMoney = dearestMoney.max(paid);
        known |= used > 0 || paid.signum() > 0;
    }
}
