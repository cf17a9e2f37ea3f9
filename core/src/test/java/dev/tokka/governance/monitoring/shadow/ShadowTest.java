// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.DataClass;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.governance.monitoring.shadow.ShadowReport.Calls;
import dev.tokka.governance.monitoring.shadow.ShadowReport.Comparison;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ShadowTest {

    private static final DomainModel SERVED = question -> Answer.reply("It is free.");

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Shadowing all = Shadowing.of(1, later::add);

    private void runLater() {
        while (!later.isEmpty()) {
            later.remove().run();
        }
    }

    @Test
    void theCallerHasTheAnswerBeforeTheChallengerIsAsked() {
        List<Question> asked = new ArrayList<>();
        Shadow shadow = Shadow.of(
                question -> {
                    asked.add(question);
                    return Answer.reply("it is FREE");
                },
                all);
        DomainModel model = shadow.shadowed(SERVED);

        assertThat(model.answer("What does a transfer cost?")).isEqualTo(Answer.reply("It is free."));
        assertThat(asked).isEmpty();
        runLater();

        assertThat(asked).hasSize(1);
        assertThat(shadow.report().calls()).isEqualTo(new Calls(1, 0, 0, 0));
        assertThat(shadow.report().agreement().mean()).isEqualTo(1); // in wording
        assertThat(model.describe()).isEqualTo(SERVED.describe());
    }

    @Test
    void theChallengerHasTheQuestionWithoutTheStreamAndWithItsOwnDeadline() {
        List<Question> asked = new ArrayList<>();
        List<String> streamed = new ArrayList<>();
        TokenSink sink = new TokenSink() {
            @Override
            public void token(String text) {
                streamed.add(text);
            }

            @Override
            public void restart() {
                streamed.add("restart");
            }
        };
        DomainModel challenger = question -> {
            asked.add(question);
            question.attributes().get(TokenSink.KEY).ifPresent(open -> open.token("loud"));
            return Answer.reply("Yes.");
        };
        Question question = Question.of("May I?")
                .with(TokenSink.KEY, sink)
                .with(Caller.KEY, Caller.of("ann"))
                .with(Deadline.KEY, Deadline.after(Duration.ofMillis(1)));

        Shadow.of(challenger, all.withTimeout(Duration.ofHours(1)))
                .shadowed(SERVED)
                .answer(question);
        runLater();

        assertThat(streamed).isEmpty();
        assertThat(asked.get(0).attributes().get(Caller.KEY)).contains(Caller.of("ann"));
        assertThat(asked.get(0).attributes().get(Deadline.KEY).orElseThrow().remaining())
                .isGreaterThan(Duration.ofMinutes(50));
    }

    @Test
    void whatAPolicyRefusesTheChallengerIsNotAsked() {
        Shadow shadow = Shadow.of(DomainModels.cleared(SERVED, DataClass.INTERNAL), all);
        DomainModel model = shadow.shadowed(SERVED);

        model.answer("May I?"); // counts as restricted
        model.answer(Question.of("May I?").with(DataClass.KEY, DataClass.PUBLIC));
        runLater();

        assertThat(shadow.report().calls()).isEqualTo(new Calls(1, 0, 1, 0));
    }

    @Test
    void aChallengerThatFailsOrIsBusyIsNobodysTrouble() {
        DomainModel broken = question -> {
            throw new ModelUnavailableException("challenger: expected a server but it is down");
        };
        Shadow failing = Shadow.of(broken, all.withWaiting(2));
        Shadow closed = Shadow.of(SERVED, Shadowing.of(1, task -> {
            throw new RejectedExecutionException("closed");
        }));

        for (int i = 0; i < 5; i++) {
            assertThat(failing.shadowed(SERVED).answer("May I?").reply()).isPresent();
            assertThat(closed.shadowed(SERVED).answer("May I?").reply()).isPresent();
        }
        runLater();
        failing.shadowed(SERVED).answer("May I?"); // there is room again
        runLater();

        assertThat(failing.report().calls()).isEqualTo(new Calls(0, 3, 0, 3));
        assertThat(closed.report().calls()).isEqualTo(new Calls(0, 0, 0, 5));
    }

    @Test
    void whereTheServedModelFailsThereIsNothingToCompare() {
        Shadow shadow = Shadow.of(SERVED, all);
        DomainModel broken = question -> {
            throw new ModelUnavailableException("served: expected a server but it is down");
        };

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> shadow.shadowed(broken).answer("May I?"));

        assertThat(later).isEmpty();
    }

    @Test
    void theSampleIsTheShareAndTheSameEverywhere() {
        Shadowing tenth = Shadowing.of(0.1, Runnable::run);
        Shadowing again = Shadowing.of(0.1, Runnable::run);
        int chosen = 0;
        for (int i = 0; i < 10_000; i++) {
            Question question = Question.of("What does item " + i + " cost?");
            assertThat(tenth.chooses(question)).isEqualTo(again.chooses(question));
            chosen += tenth.chooses(question) ? 1 : 0;
        }

        assertThat(chosen).isBetween(850, 1_150);
        assertThat(Shadowing.of(0, Runnable::run).chooses(Question.of("May I?")))
                .isFalse();
    }

    @Test
    void modelsAreComparedPairByPair() {
        DomainModel served = question -> Answer.abstain("unknown").withTrace(cost("1"));
        DomainModel challenger = question -> Answer.reply("Yes.").withTrace(cost("3"));
        Judge judge = (question, answer) -> answer.reply().isPresent() ? 0.9 : 0.2;
        Shadow shadow = Shadow.of(challenger, all.withJudge(judge));
        for (int i = 0; i < 50; i++) {
            shadow.shadowed(served).answer("May I?");
        }
        runLater();
        ShadowReport report = shadow.report();

        Comparison abstention = report.comparison(Aspect.ABSTENTION).orElseThrow();
        assertThat(abstention.served()).isEqualTo(1);
        assertThat(abstention.challenger()).isZero();
        assertThat(abstention.difference().mean()).isEqualTo(-1);
        assertThat(abstention.difference().high()).isNegative();
        assertThat(abstention.less()).isGreaterThan(1_000);
        assertThat(abstention.more()).isLessThan(1);
        assertThat(report.comparison(Aspect.COST).orElseThrow().challenger()).isEqualTo(3);
        assertThat(report.comparison(Aspect.COST).orElseThrow().difference().mean())
                .isEqualTo(1);
        assertThat(report.comparison(Aspect.JUDGED).orElseThrow().more()).isGreaterThan(100);
        assertThat(report.comparison(Aspect.LATENCY)).isPresent();
        assertThat(report.agreement().mean()).isZero();
        assertThat(report.toJson())
                .contains("\"abstention\"", "\"evidence-less\"")
                .doesNotContain("May I");
    }

    private static Trace cost(String amount) {
        Money money = new Money(new BigDecimal(amount), Currency.getInstance("JPY"));
        return Trace.of(new Step("ask", Duration.ZERO, TokenUsage.NONE, Optional.of(money), Map.of()));
    }

    @Test
    void equalModelsSeldomSeemDifferentHoweverOftenOneLooks() {
        SplittableRandom random = new SplittableRandom(4);
        int different = 0;
        for (int trial = 0; trial < 300; trial++) {
            Pairs pairs = new Pairs();
            boolean seems = false;
            for (int i = 0; i < 300 && !seems; i++) {
                pairs.addDifference(random.nextInt(2), random.nextInt(2));
                seems = Math.max(pairs.comparison().more(), pairs.comparison().less()) >= 40; // 0.05, two-sided
            }
            different += seems ? 1 : 0;
        }

        assertThat(different / 300.0).isLessThan(0.06);
    }

    @Test
    void aScoreOutOfRangeLeavesNoHalfPair() {
        Shadow shadow = Shadow.of(SERVED, all.withJudge((question, answer) -> 7));
        shadow.shadowed(SERVED).answer("May I?");
        runLater();

        assertThat(shadow.report().calls()).isEqualTo(new Calls(0, 1, 0, 0));
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shadowing.of(1.1, Runnable::run));
        assertThatIllegalArgumentException().isThrownBy(() -> all.withWaiting(0));
        assertThatIllegalArgumentException().isThrownBy(() -> all.withTimeout(Duration.ZERO));
    }
}
