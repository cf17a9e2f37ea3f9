// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DataClass;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Generation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.TokenSink;
import dev.tokka.Turn;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteredModelTest {

    private static final Question QUESTION = Question.of("Where is my card");

    private final Ledger ledger = Ledger.inMemory();
    private Instant now = Instant.EPOCH;

    @Test
    void theSameQuestionIsAskedAndChargedOnce() {
        ScriptedModel model = ScriptedModel.replying("card");
        Meter meter = meter(OptimizationBudget.calls(3));
        MeteredModel metered = metered(model, meter);

        Answer first = metered.answer(QUESTION);

        assertThat(metered.answer(QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(9)))))
                .isEqualTo(first);
        assertThat(model.questions()).hasSize(1);
        assertThat(meter.spent().calls()).isEqualTo(1);
        assertThat(metered.describe()).isEqualTo(model.describe());
        assertThat(metered).hasToString(model.toString());
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatAnEarlierRunPaidForIsNotAskedButCharged() {
        ScriptedModel model = ScriptedModel.replying("card");
        metered(model, meter(OptimizationBudget.calls(1))).answer(QUESTION);
        Meter meter = meter(OptimizationBudget.calls(1));
        MeteredModel later = metered(model, meter);

        assertThat(later.answer(QUESTION).reply()).isPresent();
        assertThat(meter.spent().calls()).isEqualTo(1);
        assertThatExceptionOfType(BudgetReachedException.class)
                .isThrownBy(() -> later.answer(Question.of("Where is my fee")))
                .withMessage("the budget does not cover one more call");
        assertThat(model.questions()).hasSize(1);
        assertThatNullPointerException().isThrownBy(() -> later.answer((Question) null));
    }

    @Test
    void anythingThatMayChangeAnAnswerMakesAnotherQuestion() {
        Passage passage = new Passage("1", "text", new Source("doc", List.of(), new Span(0, 4)), 1);

        assertThat(List.of(
                        QUESTION,
                        QUESTION.withText("Where is my fee"),
                        QUESTION.plusHistory(List.of(new Turn(Turn.Speaker.USER, "a"))),
                        QUESTION.plusHistory(List.of(new Turn(Turn.Speaker.MODEL, "a"))),
                        QUESTION.plusInstructions(List.of("a", "b")),
                        QUESTION.plusInstructions(List.of("a\nb")),
                        QUESTION.plusExamples(List.of(new Example("a", "b"))),
                        QUESTION.plusExamples(List.of(new Example("b", "a"))),
                        QUESTION.plusEvidence(List.of(passage)),
                        QUESTION.withForm(AnswerForm.oneOf("a", "b")),
                        QUESTION.withForm(AnswerForm.oneOf("a, b", "c")),
                        QUESTION.withForm(new AnswerForm.JsonSchema("{}")),
                        QUESTION.with(Generation.KEY, Generation.DEFAULT.withSeed(1)),
                        QUESTION.with(DataClass.KEY, DataClass.PUBLIC)))
                .extracting(question -> Asked.of("model", question))
                .doesNotHaveDuplicates();
        assertThat(Asked.of("model", QUESTION.with(TokenSink.KEY, new RecordingSink())))
                .isEqualTo(Asked.of("model", QUESTION))
                .isNotEqualTo(Asked.of("other", QUESTION));
        assertThat(Asked.of("m", QUESTION.with(Generation.KEY, Generation.DEFAULT.withSeed(8)))
                        .seed())
                .isEqualTo(8);
    }

    @Test
    void aFailureAboutTheQuestionIsKept() {
        DomainModel model = question -> {
            throw new PolicyViolationException("not here");
        };
        Meter meter = meter(OptimizationBudget.calls(3).withTokens(100, 40));
        MeteredModel metered = metered(model, meter);

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(QuestionRejectedException.class)
                    .isThrownBy(() -> metered.answer(QUESTION))
                    .withMessage("not here");
        }
        assertThat(meter.spent()).isEqualTo(new Spent(1, 40, java.math.BigDecimal.ZERO, Duration.ZERO));
    }

    @Test
    void aModelThatIsTooSlowForTheQuestionHasFailedAndOneThatIsAwayHasNot() {
        OptimizationBudget budget = OptimizationBudget.calls(9).withTime(Duration.ofMinutes(1), Duration.ofSeconds(2));
        DomainModel slow = question -> {
            now = now.plusSeconds(2);
            throw new ModelUnavailableException(ModelUnavailableException.Reason.DEADLINE, "too late");
        };
        DomainModel away = question -> {
            now = now.plusSeconds(1);
            throw new ModelUnavailableException("away");
        };

        MeteredModel slowly = metered(slow, meter(budget));
        assertThatExceptionOfType(QuestionRejectedException.class).isThrownBy(() -> slowly.answer(QUESTION));
        assertThat(ledger.lost()).isEmpty();
        Meter meter = meter(budget);
        MeteredModel gone = metered(away, meter);
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> gone.answer(Question.of("Where is my fee")));
        assertThat(ledger.lost()).hasSize(1);
        assertThat(meter.spent().time()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anInterruptedCallIsLostWhateverItFailedWith() {
        DomainModel model = question -> {
            Thread.currentThread().interrupt();
            throw new IncompleteAnswerException(IncompleteAnswerException.Reason.INTERRUPTED, "interrupted", "ca");
        };
        MeteredModel metered = metered(model, meter(OptimizationBudget.calls(3)));

        assertThatExceptionOfType(IncompleteAnswerException.class).isThrownBy(() -> metered.answer(QUESTION));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ledger.lost()).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackTakesNoTime() {
        DomainModel model = question -> {
            now = now.minusSeconds(5);
            return Answer.reply("card");
        };
        Meter meter = meter(OptimizationBudget.calls(3));

        metered(model, meter).answer(QUESTION);

        assertThat(meter.spent().time()).isZero();
    }

    private static Meter meter(OptimizationBudget budget) {
        return new Meter(budget);
    }

    private MeteredModel metered(DomainModel model, Meter meter) {
        return new MeteredModel(model, new MeteredModel.Books(ledger, meter, () -> now));
    }
}
