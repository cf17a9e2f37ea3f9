// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** What was spent, and whether one more call may be made. Used by one thread. */
final class Meter {

    private final OptimizationBudget budget;
    private Spent spent = Spent.NOTHING;
    private Spent dearest;
    private Spent ceiling;
    private int expected = 1;

    Meter(OptimizationBudget budget) {
        this.budget = budget;
        this.dearest = budget.aCall();
        this.ceiling = budget.most();
    }

    OptimizationBudget budget() {
        return budget;
    }

    Spent spent() {
        return spent;
    }

    /** Returns what is left below the limits of the budget. */
    Spent left() {
        return budget.most().minus(spent);
    }

    /** Returns how many calls are left below the ceiling, if they use what those before used in the mean. */
    int callsLeft() {
        Spent left = ceiling.minus(spent);
        double calls = left.calls();
        if (budget.tokens().isPresent() && spent.tokens() > 0) {
            calls = Math.min(calls, (double) left.tokens() * spent.calls() / spent.tokens());
        }
        if (budget.money().isPresent() && spent.money().signum() > 0) {
            calls = Math.min(
                    calls,
                    left.money().doubleValue() * spent.calls() / spent.money().doubleValue());
        }
        if (budget.time().isPresent() && !spent.time().isZero()) {
            calls = Math.min(
                    calls,
                    (double) left.time().toNanos()
                            * spent.calls()
                            / spent.time().toNanos());
        }
        return (int) calls;
    }

    /** Lets {@code more} be spent from now on, at most, until this is called again; never more than the budget. */
    void allow(Spent more) {
        Spent wanted = spent.plus(more);
        Spent most = budget.most();
        ceiling = new Spent(
                Math.min(wanted.calls(), most.calls()),
                Math.min(wanted.tokens(), most.tokens()),
                wanted.money().min(most.money()),
                wanted.time().compareTo(most.time()) <= 0 ? wanted.time() : most.time());
    }

    /** Lets all that is left be spent. */
    void allowAll() {
        ceiling = budget.most();
    }

    /** Says that a question begins which takes so many calls: they are made only if there is room for all of them. */
    void expect(int calls) {
        expected = calls;
    }

    /**
     * Checks that one more call, and those that are still expected, fit below the ceiling, whatever they use of what they may
     * use.
     *
     * @throws BudgetReachedException if not
     */
    void requireRoom() {
        requireRoom(dearest.times(expected));
    }

    /**
     * Checks that {@code more} fits below the ceiling.
     *
     * @throws BudgetReachedException if not
     */
    void requireRoom(Spent more) {
        if (!ceiling.covers(spent.plus(more))) {
            throw new BudgetReachedException();
        }
    }

    /** Counts what is no call. */
    void charge(Spent more) {
        spent = spent.plus(more);
    }

    /** Counts a call. */
    void charge(Used used) {
        expected = Math.max(1, expected - 1);
        Spent call = new Spent(1, tokens(used.usage()), money(used.cost()), used.time());
        spent = spent.plus(call);
        dearest = dearest.max(new Spent(
                1,
                budget.tokens().isPresent() ? call.tokens() : 0,
                budget.money().isPresent() ? call.money() : BigDecimal.ZERO,
                budget.time().isPresent() ? call.time() : Duration.ZERO));
    }

    private long tokens(TokenUsage usage) {
        long said = Math.addExact(usage.input(), usage.output());
        return said > 0 ? said : budget.aCall().tokens();
    }

    private BigDecimal money(Map<Currency, BigDecimal> cost) {
        if (budget.currency().isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal said = cost.get(budget.currency().get());
        BigDecimal known = said == null ? BigDecimal.ZERO : said;
        return said != null && cost.size() == 1
                ? known
                : known.max(budget.aCall().money());
    }
}
