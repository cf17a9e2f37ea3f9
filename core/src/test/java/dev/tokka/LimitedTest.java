// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.limited;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.ModelUnavailableException.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Rates and budgets. */
class LimitedTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = new ManualClock();
    private final Limits limits = Limits.NONE.withClock(clock);

    @Test
    void nothingIsLimitedUnlessItIsSaid() {
        DomainModel model = limited(replying("Yes."), Limits.NONE);

        assertThat(model.answer(QUESTION)).isEqualTo(Answer.reply("Yes."));
    }

    @Test
    void callsOverTheRateFailAndSayWhenToComeBack() {
        DomainModel model = limited(replying("Yes."), limits.withRate(2, MINUTE));
        Instant start = clock.instant();
        model.answer(QUESTION);
        clock.advance(Duration.ofSeconds(20));
        model.answer(QUESTION);
        clock.advance(Duration.ofSeconds(39));

        ModelUnavailableException refusal = refusal(model, QUESTION);

        assertThat(refusal.reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal.retryAt()).contains(start.plus(MINUTE));
        assertThat(refusal).hasMessage("limited: 2 calls in PT1M are allowed and have been made");
        clock.advance(Duration.ofSeconds(1));
        assertThatCode(() -> model.answer(QUESTION)).doesNotThrowAnyException();
    }

    @Property
    void noTimeAsLongAsThePeriodHasMoreCallsThanAllowed(
            @ForAll @IntRange(min = 1, max = 4) int calls,
            @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> gaps) {
        DomainModel model = limited(replying("Yes."), limits.withRate(calls, MINUTE));
        List<Instant> begun = new ArrayList<>();
        for (int gap : gaps) {
            clock.advance(Duration.ofSeconds(gap));
            try {
                model.answer(QUESTION);
                begun.add(clock.instant());
            } catch (ModelUnavailableException e) {
                Instant now = clock.instant();
                assertThat(e.retryAt().orElseThrow()).isAfter(now).isBeforeOrEqualTo(now.plus(MINUTE));
            }
        }

        for (int i = calls; i < begun.size(); i++) {
            assertThat(Duration.between(begun.get(i - calls), begun.get(i))).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @Test
    void eachCallerHasItsOwnRateWhateverItsRolesAndNobodyIsOneMore() {
        DomainModel model = limited(replying("Yes."), limits.withRate(1, MINUTE));

        model.answer(QUESTION);
        model.answer(by(Caller.of("ann")));
        model.answer(by(Caller.of("bob")));

        assertThat(refusal(model, QUESTION).reason()).isEqualTo(Reason.RATE_LIMITED);
        assertThat(refusal(model, by(new Caller("ann", Set.of("clerk")))).reason())
                .isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void oneRateCanBeForAll() {
        DomainModel model = limited(replying("Yes."), limits.withRate(1, MINUTE).forAll());

        model.answer(by(Caller.of("ann")));

        assertThat(refusal(model, by(Caller.of("bob"))).reason()).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void aBudgetOfTokensIsUsedUpByWhatTheTraceSays() {
        DomainModel model = limited(using(new TokenUsage(30, 20), "0.01"), limits.withTokens(100, MINUTE));
        Instant start = clock.instant();
        model.answer(QUESTION);
        clock.advance(Duration.ofSeconds(10));
        model.answer(QUESTION);

        ModelUnavailableException refusal = refusal(model, QUESTION);

        assertThat(refusal.reason()).isEqualTo(Reason.BUDGET);
        assertThat(refusal.retryAt()).contains(start.plus(MINUTE));
        assertThat(refusal).hasMessage("limited: 100 tokens in PT1M are allowed and have been used");
        clock.advance(Duration.ofSeconds(50));
        assertThatCode(() -> model.answer(QUESTION)).doesNotThrowAnyException();
    }

    @Test
    void aCallThatMayBeginMayUseMoreThanIsLeft() {
        DomainModel model = limited(using(new TokenUsage(99, 0), "0.01"), limits.withTokens(100, MINUTE));

        model.answer(QUESTION);

        assertThatCode(() -> model.answer(QUESTION)).doesNotThrowAnyException();
        assertThat(refusal(model, QUESTION).reason()).isEqualTo(Reason.BUDGET);
    }

    @Test
    void aBudgetOfMoneyCountsItsCurrency() {
        DomainModel model = using(TokenUsage.NONE, "0.05");
        DomainModel inDollars = limited(model, limits.withMoney(money("0.1", USD), MINUTE));
        DomainModel inYen = limited(model, limits.withMoney(money("1", Currency.getInstance("JPY")), MINUTE));

        for (int i = 0; i < 2; i++) {
            inDollars.answer(QUESTION);
            inYen.answer(QUESTION);
        }

        assertThat(refusal(inDollars, QUESTION)).hasMessage("limited: 0.1 USD in PT1M are allowed and have been used");
        assertThatCode(() -> inYen.answer(QUESTION)).doesNotThrowAnyException();
    }

    @Test
    void aBudgetOfTimeCountsAnswersAndFailures() {
        ModelUnavailableException busy = new ModelUnavailableException("busy");
        DomainModel slow = question -> {
            clock.advance(Duration.ofSeconds(20));
            if (question.text().equals("fail")) {
                throw busy;
            }
            return Answer.reply("Yes.");
        };
        DomainModel model = limited(slow, limits.withTime(Duration.ofSeconds(30), Duration.ofMinutes(2)));
        Instant start = clock.instant();

        assertThatThrownBy(() -> model.answer("fail")).isSameAs(busy);
        model.answer(QUESTION);

        ModelUnavailableException refusal = refusal(model, QUESTION);
        assertThat(refusal.reason()).isEqualTo(Reason.BUDGET);
        assertThat(refusal.retryAt()).contains(start.plus(Duration.ofMinutes(2)));
        assertThat(refusal).hasMessage("limited: PT30S of calls in PT2M are allowed and have been used");
        assertThatCode(() -> model.answer(by(Caller.of("ann")))).doesNotThrowAnyException();
        clock.advance(Duration.ofSeconds(80));
        assertThatCode(() -> model.answer(QUESTION)).doesNotThrowAnyException();
    }

    @Test
    void aClockThatIsPutBackTakesNoTimeOffABudget() {
        DomainModel model = limited(
                question -> {
                    clock.advance(question.text().equals("back") ? Duration.ofSeconds(-10) : Duration.ofSeconds(31));
                    return Answer.reply("Yes.");
                },
                limits.withTime(Duration.ofSeconds(30), Duration.ofMinutes(2)));

        model.answer("back");
        model.answer(QUESTION);

        assertThat(refusal(model, QUESTION).reason()).isEqualTo(Reason.BUDGET);
    }

    @Test
    void theLongestUsageIsNotOverrun() {
        DomainModel model = limited(using(new TokenUsage(Long.MAX_VALUE, 0), "1"), limits.withTokens(5, MINUTE));

        model.answer(QUESTION);

        assertThat(refusal(model, QUESTION).reason()).isEqualTo(Reason.BUDGET);
    }

    @Test
    void failuresPropagateAndCountAsCallsButCostNothingThatIsKnown() {
        ModelUnavailableException busy = new ModelUnavailableException("busy");
        DomainModel model = limited(failing(busy), limits.withRate(2, MINUTE).withTokens(1, MINUTE));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(busy);
        }

        assertThat(refusal(model, QUESTION).reason()).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void furtherCallersAreRefusedWhileAccountIsKeptOfAsManyAsAllowed() {
        DomainModel model = limited(replying("Yes."), limits.withRate(5, MINUTE).withMaxCallers(2));
        Instant start = clock.instant();
        model.answer(by(Caller.of("ann")));
        clock.advance(Duration.ofSeconds(10));
        model.answer(by(Caller.of("bob")));

        ModelUnavailableException refusal = refusal(model, by(Caller.of("eve")));

        assertThat(refusal.reason()).isEqualTo(Reason.BUDGET);
        assertThat(refusal.retryAt()).contains(start.plus(MINUTE));
        assertThatCode(() -> model.answer(by(Caller.of("bob")))).doesNotThrowAnyException();
        clock.advance(Duration.ofSeconds(50));
        assertThatCode(() -> model.answer(by(Caller.of("eve")))).doesNotThrowAnyException();
    }

    @Test
    void accountsThatAreAsGoodAsNewAreDropped() {
        Accounts accounts = new Accounts(limits.withTokens(5, MINUTE).withMaxCallers(10));

        for (int i = 0; i < 100; i++) {
            Question question = by(Caller.of("caller " + i));
            accounts.charge(question, Trace.EMPTY, accounts.begin(question));
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(accounts.size()).isLessThanOrEqualTo(10);
        assertThatCode(() -> accounts.charge(by(Caller.of("caller 0")), Trace.EMPTY, clock.instant()))
                .doesNotThrowAnyException();
    }

    @Test
    void noMessageNamesTheCaller() {
        DomainModel model = limited(replying("Yes."), limits.withRate(1, MINUTE));
        model.answer(by(Caller.of("ann")));

        assertThat(refusal(model, by(Caller.of("ann"))).getMessage()).doesNotContain("ann");
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        Limits.Budget budget =
                Limits.Budget.in(Duration.ofDays(1)).withTokens(1000).withMoney(money("5", USD));
        Limits all =
                limits.withPlaces(4, Duration.ofSeconds(2)).withRate(60, MINUTE).withBudget(budget);

        assertThat(limited(replying("llm"), all))
                .hasToString("limited(llm, 4 at once, 60 in PT1M, 1000 tokens, 5 USD in PT24H)");
        assertThat(limited(replying("llm"), all).describe())
                .isEqualTo(new Description(
                        "limited",
                        "",
                        Map.of(
                                "places", "4",
                                "longest wait", "PT2S",
                                "calls", "60",
                                "calls in", "PT1M",
                                "budget", "1000 tokens, 5 USD in PT24H",
                                "scope", "CALLER",
                                "callers", "100000"),
                        List.of(Description.of("scripted", "llm"))));
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withPlaces(0, MINUTE))
                .withMessage("calls must be at least 1 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withPlaces(1, Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withRate(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withRate(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withTokens(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withMoney(money("0", USD), MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxCallers(0));
    }

    private static DomainModel using(TokenUsage usage, String dollars) {
        Step step = new Step("write", Duration.ZERO, usage, Optional.of(money(dollars, USD)), Map.of());
        return question -> Answer.reply("Yes.").withTrace(Trace.of(step));
    }

    private static Money money(String amount, Currency currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static Question by(Caller caller) {
        return QUESTION.with(Caller.KEY, caller);
    }

    private static ModelUnavailableException refusal(DomainModel model, Question question) {
        return catchThrowableOfType(ModelUnavailableException.class, () -> model.answer(question));
    }
}
