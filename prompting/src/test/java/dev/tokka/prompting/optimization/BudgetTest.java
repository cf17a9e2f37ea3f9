// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.prompting.reasoning.Reasoning;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final int TOKENS_A_CALL = 100;
    private static final Duration TIME_A_CALL = Duration.ofSeconds(3);

    /** A model that uses up to what a call may use, and now and then says nothing usable or nothing about what it used. */
    private static final class Spender implements DomainModel {

        private final Random random;
        private int calls;
        private long tokens;
        private BigDecimal money = BigDecimal.ZERO;
        private Instant now = Instant.EPOCH;
        private boolean timed = true;

        Spender(long seed) {
            this.random = new Random(seed);
        }

        InstantSource clock() {
            return () -> now;
        }

        @Override
        public Answer answer(Question question) {
            calls++;
            int used = 1 + random.nextInt(TOKENS_A_CALL);
            tokens += used;
            BigDecimal cost = BigDecimal.valueOf(used, 3);
            money = money.add(cost);
            timed &= question.attributes().get(Deadline.KEY).isPresent();
            now = now.plusMillis(random.nextInt((int) TIME_A_CALL.toMillis() + 1_000));
            if (random.nextInt(10) == 0) {
                throw new QuestionRejectedException("not this one");
            }
            Answer answer = Answer.reply(random.nextInt(4) == 0 ? "what?" : Messages.LABELS.get(random.nextInt(3)));
            return random.nextInt(10) == 0
                    ? answer
                    : answer.withTrace(Trace.of(new Step(
                            "chat",
                            Duration.ZERO,
                            new TokenUsage(used, 0),
                            Optional.of(new Money(cost, Desk.YEN)),
                            Map.of())));
        }

        @Override
        public Description describe() {
            return Description.of("spender");
        }
    }

    @Property(tries = 200)
    void noLimitIsEverPassed(
            @ForAll @IntRange(min = 1, max = 900) int calls,
            @ForAll @LongRange(min = TOKENS_A_CALL, max = 40_000) long tokens,
            @ForAll @IntRange(min = 1, max = 400) int tenths,
            @ForAll @IntRange(min = 3, max = 2_000) int seconds) {
        Spender spender = new Spender(calls + tokens);
        Money most = new Money(BigDecimal.valueOf(tenths, 1), Desk.YEN);
        Money aCall = new Money(new BigDecimal("0.1"), Desk.YEN);
        OptimizationBudget budget = OptimizationBudget.calls(calls)
                .withTokens(tokens, TOKENS_A_CALL)
                .withMoney(most, aCall)
                .withTime(Duration.ofSeconds(seconds), TIME_A_CALL);

        Optimized found = PromptOptimizer.of(spender, Messages.START)
                .writer(spender)
                .reasoning(
                        ReasoningChoice.none(),
                        ReasoningChoice.of(Reasoning.chainOfThought()),
                        ReasoningChoice.of(Reasoning.revision().criticizedBy(spender)),
                        ReasoningChoice.of(Reasoning.decomposition()))
                .over(Variant.base(), Variant.model("again", spender).with(Reasoning.verification()))
                .clock(spender.clock())
                .folds(2)
                .seed(seconds)
                .budget(budget)
                .optimize(Messages.some(20));

        assertThat(spender.calls)
                .isLessThanOrEqualTo(calls)
                .isEqualTo(found.spent().calls());
        assertThat(spender.tokens).isLessThanOrEqualTo(tokens);
        assertThat(spender.money).isLessThanOrEqualTo(most.amount());
        assertThat(Duration.between(Instant.EPOCH, spender.now)).isLessThanOrEqualTo(Duration.ofSeconds(seconds));
        assertThat(budget.most().covers(found.spent())).isTrue();
        assertThat(spender.timed).isTrue();
    }

    @Property(tries = 100)
    void aBudgetThatLastsForTheStartAndTheHeldOutQuestionsGivesAFigure(
            @ForAll @IntRange(min = 43, max = 400) int calls) {
        Desk desk = Desk.of(0.5);

        Optimized found = PromptOptimizer.of(desk, Messages.START)
                .writer(Writer.helpful())
                .folds(2)
                .budget(OptimizationBudget.calls(calls))
                .optimize(Messages.some(20));

        assertThat(found.heldOut().complete()).as(found.toString()).isTrue();
        assertThat(found.spent().calls()).isLessThanOrEqualTo(calls);
    }

    @Test
    void aBudgetThatEndsBeforeKeepsTheStart() {
        Desk desk = Desk.of(0.5);

        Optimized found = PromptOptimizer.of(desk, Messages.START)
                .budget(OptimizationBudget.calls(19))
                .optimize(Messages.some(20));

        assertThat(desk.asked()).hasSize(19);
        assertThat(found.recommended().prompting()).isEqualTo(Messages.START);
        assertThat(found.verdict())
                .isEqualTo("Keep the start, because the budget ended before all questions had been answered by what was"
                        + " chosen without them.");
        assertThat(found.toString()).contains("Spent: 19 calls, ");
    }

    @Test
    void callsThatDoNotSayWhatTheyUsedAreChargedWithWhatACallMayUse() {
        OptimizationBudget budget =
                OptimizationBudget.calls(10).withTokens(1_000, 100).withMoney(yen("9"), yen("2"));
        Meter meter = new Meter(budget);

        meter.charge(Used.unknown(Duration.ofSeconds(1)));
        assertThat(meter.spent()).isEqualTo(new Spent(1, 100, new BigDecimal("2"), Duration.ofSeconds(1)));
        meter.charge(new Used(
                new TokenUsage(7, 3),
                Map.of(Currency.getInstance("USD"), BigDecimal.ONE, Desk.YEN, BigDecimal.ONE),
                Duration.ZERO));
        assertThat(meter.spent()).isEqualTo(new Spent(2, 110, new BigDecimal("4"), Duration.ofSeconds(1)));
        meter.charge(new Used(new TokenUsage(0, 5), Map.of(Desk.YEN, BigDecimal.ZERO), Duration.ZERO));
        assertThat(meter.spent()).isEqualTo(new Spent(3, 115, new BigDecimal("4"), Duration.ofSeconds(1)));
    }

    @Test
    void aCallThatUsesMoreThanWasSaidRaisesWhatMustBeLeft() {
        Meter meter = new Meter(OptimizationBudget.calls(10).withTokens(1_000, 100));

        meter.charge(new Used(new TokenUsage(500, 0), Map.of(), Duration.ZERO));
        meter.requireRoom();
        meter.charge(new Used(new TokenUsage(1, 0), Map.of(), Duration.ZERO));

        org.assertj.core.api.Assertions.assertThatExceptionOfType(BudgetReachedException.class)
                .isThrownBy(meter::requireRoom);
    }

    @Test
    void callsLeftGoByTheLimitThatIsReachedFirst() {
        Meter meter = new Meter(OptimizationBudget.calls(100)
                .withTokens(1_000, 10)
                .withMoney(yen("50"), yen("5"))
                .withTime(Duration.ofSeconds(1_000), Duration.ofSeconds(10)));
        assertThat(meter.callsLeft()).isEqualTo(100);

        meter.charge(new Used(new TokenUsage(10, 0), Map.of(Desk.YEN, new BigDecimal("1")), Duration.ofSeconds(1)));
        assertThat(meter.callsLeft()).isEqualTo(49); // money: 49 of 50 left, 1 a call
        meter.allow(new Spent(50, 200, new BigDecimal("40"), Duration.ofSeconds(500)));
        assertThat(meter.callsLeft()).isEqualTo(20); // tokens: 200 left, 10 a call
        meter.allowAll();
        assertThat(meter.callsLeft()).isEqualTo(49);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        OptimizationBudget budget = OptimizationBudget.calls(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptimizationBudget.calls(0))
                .withMessage("calls must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.withTokens(10, 11))
                .withMessage("tokens of a call must be in [1, 10] but are 11");
        assertThatIllegalArgumentException().isThrownBy(() -> budget.withTokens(10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> budget.withMoney(yen("1"), yen("0")));
        assertThatIllegalArgumentException().isThrownBy(() -> budget.withMoney(yen("1"), yen("2")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.withMoney(yen("1"), new Money(BigDecimal.ONE, Currency.getInstance("USD"))));
        assertThatIllegalArgumentException().isThrownBy(() -> budget.withTime(Duration.ofSeconds(1), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> budget.withTime(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .withMessage("time of a call must be positive and at most PT1S but is PT2S");
    }

    private static Money yen(String amount) {
        return new Money(new BigDecimal(amount), Desk.YEN);
    }
}
