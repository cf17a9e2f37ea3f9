// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.cascade;
import static dev.tokka.Scripted.abstaining;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CascadeTest {

    private static final Question QUESTION = Question.of("May I claim after 30 days?");
    private static final Acceptance SURE = Acceptance.confidence(0.8);
    private static final DomainModel DEAR = replying("Within 30 days.");
    private static final DomainModel NEVER_ASKED = failing(new IllegalStateException("this model must not be asked"));

    static List<ModelException> passedOver() {
        return List.of(
                new ModelUnavailableException("busy"),
                new QuestionRejectedException("too long"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "With"));
    }

    @Test
    void aReplyThatIsAcceptedIsTheAnswer() {
        Answer answer = cascade(sure(0.8), NEVER_ASKED, SURE).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Yes.");
        assertThat(answer.trace()).isEqualTo(Trace.EMPTY);
    }

    @Test
    void aReplyThatIsNotAcceptedIsReplacedByThatOfTheDearModel() {
        Answer answer = cascade(sure(0.79), DEAR, SURE).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Within 30 days.");
        assertThat(answer.trace().steps())
                .extracting(Step::name, Step::details)
                .containsExactly(
                        tuple("passed over", Map.of("model", "lambda", "why", "not accepted by confidence >= 0.8")),
                        tuple("answered", Map.of("model", "Within 30 days.")));
    }

    @Test
    void theDearModelIsAskedIfTheCheapOneAbstains() {
        Answer answer = cascade(abstaining("not in the FAQ"), DEAR, SURE).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Within 30 days.");
        assertThat(answer.trace().steps().get(0).details()).containsEntry("why", "abstained: not in the FAQ");
    }

    @ParameterizedTest
    @MethodSource("passedOver")
    void theDearModelIsAskedIfTheCheapOneFails(ModelException failure) {
        Answer answer = cascade(failing(failure), DEAR, SURE).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Within 30 days.");
        assertThat(answer.trace().steps().get(0).details())
                .containsEntry("failure", failure.getClass().getSimpleName());
    }

    @Test
    void policiesAndBugsOfTheCheapModelPropagate() {
        for (RuntimeException failure :
                List.of(new PolicyViolationException("advice policy"), new IllegalStateException("a bug"))) {
            assertThatThrownBy(
                            () -> cascade(failing(failure), NEVER_ASKED, SURE).answer(QUESTION))
                    .isSameAs(failure);
        }
    }

    @Test
    void aReplyThatWasNotGoodEnoughDoesNotComeBack() {
        ModelUnavailableException busy = new ModelUnavailableException("busy");

        assertThatThrownBy(() -> cascade(sure(0.1), failing(busy), SURE).answer(QUESTION))
                .isSameAs(busy);
        assertThat(cascade(sure(0.1), abstaining("not in the handbook"), SURE)
                        .answer(QUESTION)
                        .withTrace(Trace.EMPTY))
                .isEqualTo(Answer.abstain("not in the handbook"));
    }

    @Test
    void whoWantsItNeverthelessSaysSo() {
        DomainModel cheap = sure(0.1);
        DomainModel dear = failing(new ModelUnavailableException("busy"));

        assertThat(text(cascade(cheap, dear, SURE).orElse(cheap).answer(QUESTION)))
                .isEqualTo("Yes.");
    }

    @Test
    void anAcceptanceThatFailsDoesNotAccept() {
        Acceptance judge = (question, reply) -> {
            throw new ModelUnavailableException("the judge is busy");
        };

        assertThat(text(cascade(sure(1), DEAR, judge).answer(QUESTION))).isEqualTo("Within 30 days.");
    }

    @Test
    void nothingOfTheCheapModelIsStreamedUntilItIsAccepted() {
        Taken rejected = new Taken();
        Taken accepted = new Taken();
        Scripted cheap = replying("Perhaps.").streaming("Per", "haps.");

        cascade(cheap, DEAR, SURE).answer(QUESTION.with(TokenSink.KEY, rejected));
        cascade(cheap, DEAR, (question, reply) -> true).answer(QUESTION.with(TokenSink.KEY, accepted));

        assertThat(rejected.calls()).containsExactly("Within 30 days.");
        assertThat(accepted.calls()).containsExactly("Perhaps.");
    }

    @Test
    void aSinkThatFailsEndsTheCall() {
        ModelUnavailableException full = new ModelUnavailableException("the sink is full");
        TokenSink sink = new TokenSink() {
            @Override
            public void token(String text) {
                throw full;
            }

            @Override
            public void restart() {}
        };
        DomainModel model = cascade(sure(1), NEVER_ASKED, SURE);

        assertThatThrownBy(() -> model.answer(QUESTION.with(TokenSink.KEY, sink)))
                .isSameAs(full);
    }

    @Test
    void theDearModelIsNotAskedOnceTheDeadlineHasPassed() {
        ManualClock clock = new ManualClock();
        DomainModel slow = question -> {
            clock.advance(Duration.ofSeconds(5));
            return Answer.abstain("not in the FAQ");
        };
        Question inTime = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> cascade(slow, NEVER_ASKED, SURE).answer(inTime))
                .withMessage("cascade: the deadline passed PT0S ago");
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        DomainModel model = cascade(replying("cheap"), replying("dear"), Acceptance.grounding(0.5));

        assertThat(model).hasToString("cascade(cheap, dear, grounding >= 0.5)");
        assertThat(model.describe().parts())
                .containsExactly(
                        Description.of("scripted", "cheap"),
                        Description.of("scripted", "dear"),
                        Description.of("grounding").with("share", 0.5));
    }

    @Test
    void confidenceIsAcceptedFromTheShareOnAndNeverWithoutAny() {
        Answer.Reply silent = Answer.reply("Yes.");
        Answer.Reply unsure = new Answer.Reply("Yes.", List.of(), OptionalDouble.of(0), Trace.EMPTY);

        assertThat(Acceptance.confidence(0).accepts(QUESTION, unsure)).isTrue();
        assertThat(Acceptance.confidence(0).accepts(QUESTION, silent)).isFalse();
        assertThat(Acceptance.confidence(0.01).accepts(QUESTION, unsure)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Acceptance.confidence(1.1));
    }

    @Test
    void groundingWorkedByHand() {
        // 12 letters and digits in the first sentence, 4 in the second, of which nothing is supported.
        String text = "Costs 2,500 yen [1]. Call.";
        Answer.Reply reply = new Answer.Reply(
                text,
                List.of(cited(new Span(0, 15), 0.5), cited(new Span(0, 15), 0.8)),
                OptionalDouble.empty(),
                Trace.EMPTY);

        assertThat(GroundingAcceptance.grounding(reply)).isEqualTo(12 * 0.8 / 16, offset(1e-12));
        assertThat(Acceptance.grounding(0.59).accepts(QUESTION, reply)).isTrue();
        assertThat(Acceptance.grounding(0.61).accepts(QUESTION, reply)).isFalse();
    }

    @Test
    void nothingIsGroundedWithoutCitationsOrWords() {
        assertThat(GroundingAcceptance.grounding(Answer.reply("Yes."))).isZero();
        assertThat(GroundingAcceptance.grounding(Answer.reply("..."))).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Acceptance.grounding(-0.1));
    }

    private static Citation cited(Span claim, double support) {
        return new Citation(1, claim, new Source("fees.md", List.of(), new Span(0, 5)), "2,500", support);
    }

    private static DomainModel sure(double confidence) {
        return question -> new Answer.Reply("Yes.", List.of(), OptionalDouble.of(confidence), Trace.EMPTY);
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
