// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.fallback;
import static dev.tokka.Scripted.abstaining;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FallbackTest {

    private static final Question QUESTION = Question.of("May I claim after 30 days?");
    private static final DomainModel NEVER_ASKED = failing(new AskedInVain());

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    static List<ModelException> passedOver() {
        return List.of(
                new ModelUnavailableException("busy"),
                new QuestionRejectedException("too long"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "With"));
    }

    @Test
    void theFirstReplyIsTheAnswer() {
        DomainModel model = fallback(abstaining("not in the FAQ"), replying("Yes."), NEVER_ASKED);

        assertThat(model.answer(QUESTION).withTrace(Trace.EMPTY)).isEqualTo(Answer.reply("Yes."));
    }

    @ParameterizedTest
    @MethodSource("passedOver")
    void failuresThatAnotherModelMayNotHaveArePassedOver(ModelException failure) {
        DomainModel model = fallback(failing(failure), replying("Yes."));

        assertThat(model.answer(QUESTION).reply().map(Answer.Reply::text)).contains("Yes.");
    }

    @Test
    void policiesAreNotRoutedAround() {
        PolicyViolationException refusal = new PolicyViolationException("advice policy");
        DomainModel model = fallback(abstaining("not in the FAQ"), failing(refusal), NEVER_ASKED);

        assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(refusal);
    }

    @Test
    void bugsAreNotHidden() {
        IllegalStateException bug = new IllegalStateException("a bug");
        DomainModel model = fallback(failing(bug), NEVER_ASKED);

        assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(bug);
    }

    @Test
    @SuppressWarnings("NullAway")
    void aModelThatAnswersNullIsABug() {
        DomainModel model = fallback(question -> null, NEVER_ASKED);

        assertThatNullPointerException()
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessage("a model answered null");
    }

    @Test
    void withoutAReplyTheLastAbstentionIsTheAnswer() {
        DomainModel model = fallback(
                abstaining("not in the FAQ"),
                abstaining("not in the handbook"),
                failing(new ModelUnavailableException("busy")));

        assertThat(model.answer(QUESTION).withTrace(Trace.EMPTY)).isEqualTo(Answer.abstain("not in the handbook"));
    }

    @ParameterizedTest
    @MethodSource("passedOver")
    void withoutAnyAnswerTheLastExceptionIsThrown(ModelException last) {
        DomainModel model = fallback(failing(new ModelUnavailableException("first")), failing(last));

        assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(last);
    }

    @Test
    void theTraceBeginsWithWhatTheModelsPassedOverDid() {
        Step looked = Step.of("look up", Duration.ofMillis(3), Map.of());
        Step wrote = Step.of("write", Duration.ofMillis(5), Map.of());
        DomainModel faq = question -> Answer.abstain("not in the FAQ").withTrace(Trace.of(looked));
        DomainModel busy = failing(new ModelUnavailableException("busy until noon"));
        DomainModel clerk = question -> Answer.reply("Yes.").withTrace(Trace.of(wrote));

        List<Step> steps = fallback(faq, busy, clerk).answer(QUESTION).trace().steps();

        assertThat(steps)
                .extracting(Step::name)
                .containsExactly("look up", "passed over", "passed over", "write", "answered");
        assertThat(steps.get(1).details())
                .containsOnly(Map.entry("model", "lambda"), Map.entry("why", "abstained: not in the FAQ"));
        assertThat(steps.get(2).details())
                .containsOnly(
                        Map.entry("model", "ModelUnavailableException"),
                        Map.entry("failure", "ModelUnavailableException"),
                        Map.entry("message", "busy until noon"));
    }

    @Test
    void theTraceSaysWhichModelAnswered() {
        DomainModel model = fallback(failing(new ModelUnavailableException("busy")), replying("Yes."), NEVER_ASKED);

        List<Step> steps = model.answer(QUESTION).trace().steps();

        assertThat(steps.get(1)).isEqualTo(Step.of("answered", Duration.ZERO, Map.of("model", "Yes.")));
    }

    @Test
    void aTraceWithoutThoseStepsMeansThatTheFirstModelAnswered() {
        assertThat(fallback(replying("Yes."), NEVER_ASKED).answer(QUESTION).trace())
                .isEqualTo(Trace.EMPTY);
    }

    @Test
    void aLongNameIsShortenedInTheTrace() {
        DomainModel model = fallback(abstaining("x".repeat(300)), replying("Yes."));

        Step step = model.answer(QUESTION).trace().steps().get(0);

        assertThat(step.details()).containsEntry("model", "x".repeat(200) + "…");
    }

    @Test
    void theTraceOfAnAbstentionHoldsTheModelsAskedAfterIt() {
        DomainModel model = fallback(abstaining("not in the FAQ"), failing(new QuestionRejectedException("too long")));

        List<Step> steps = model.answer(QUESTION).trace().steps();

        assertThat(steps)
                .extracting(step -> step.details().get("failure"))
                .containsExactly(null, "QuestionRejectedException");
    }

    @Test
    void sinkIsToldToStartOver() {
        Taken sink = new Taken();
        DomainModel cut = failing(new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "Wi"))
                .streaming("W", "i");
        DomainModel unsure = abstaining("too little support").streaming("Perhaps");

        fallback(cut, unsure, replying("Yes.")).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("W", "i", Taken.RESTART, "Perhaps", Taken.RESTART, "Yes.");
    }

    @Test
    void nothingIsLeftInTheSinkAfterAnAbstention() {
        Taken sink = new Taken();
        DomainModel unsure = abstaining("too little support").streaming("Perhaps");

        fallback(unsure).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("Perhaps", Taken.RESTART);
    }

    @Test
    void aSinkThatTookNothingIsLeftAlone() {
        Taken sink = new Taken();

        fallback(abstaining("not in the FAQ"), replying("Yes.")).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("Yes.");
    }

    @Test
    void aModelThatStartedOverByItselfIsNotToldAgain() {
        Taken sink = new Taken();
        DomainModel retries = question -> {
            TokenSink stream = question.attributes().get(TokenSink.KEY).orElseThrow();
            stream.token("Perhaps");
            stream.restart();
            return Answer.abstain("too little support");
        };

        fallback(retries, replying("Yes.")).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("Perhaps", Taken.RESTART, "Yes.");
    }

    @Test
    void aSinkThatFailsEndsTheCall() {
        ModelUnavailableException full = new ModelUnavailableException("the sink is full");
        TokenSink fullSink = new TokenSink() {
            @Override
            public void token(String text) {
                throw full;
            }

            @Override
            public void restart() {}
        };
        DomainModel model = fallback(replying("Yes."), NEVER_ASKED);

        assertThatThrownBy(() -> model.answer(QUESTION.with(TokenSink.KEY, fullSink)))
                .isSameAs(full);
    }

    @Test
    void aSinkThatFailsToStartOverEndsTheCall() {
        ModelUnavailableException closed = new ModelUnavailableException("the sink is closed");
        TokenSink closedSink = new TokenSink() {
            @Override
            public void token(String text) {}

            @Override
            public void restart() {
                throw closed;
            }
        };
        DomainModel inner = fallback(abstaining("too little support").streaming("Perhaps"), NEVER_ASKED);
        DomainModel model = fallback(inner, NEVER_ASKED);

        assertThatThrownBy(() -> model.answer(QUESTION.with(TokenSink.KEY, closedSink)))
                .isSameAs(closed);
    }

    @Test
    void noFurtherModelIsAskedOnceTheDeadlineHasPassed() {
        DomainModel model = fallback(late(abstaining("not in the FAQ")), NEVER_ASKED);

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(inTime()))
                .withMessage("fallback: the deadline passed PT0S ago");
    }

    @Test
    void aFailureIsNotPassedOverForAnEarlierAbstentionOnceTheDeadlineHasPassed() {
        DomainModel late = late(failing(new QuestionRejectedException("too long")));
        DomainModel model = fallback(abstaining("not in the FAQ"), late);

        assertThatExceptionOfType(ModelUnavailableException.class).isThrownBy(() -> model.answer(inTime()));
    }

    @Test
    void anAnswerThatComesLateIsStillAnAnswer() {
        DomainModel busy = failing(new ModelUnavailableException("busy"));
        DomainModel model = fallback(abstaining("not in the FAQ"), busy, late(abstaining("not in the handbook")));

        assertThat(model.answer(inTime()).withTrace(Trace.EMPTY)).isEqualTo(Answer.abstain("not in the handbook"));
    }

    @Test
    void noFurtherModelIsAskedOnceTheThreadIsInterrupted() {
        DomainModel interrupted = question -> {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("interrupted");
        };
        DomainModel model = fallback(interrupted, NEVER_ASKED);

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessage("fallback: the calling thread was interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void theDescriptionIsMadeOfThoseOfTheModelsInOrder() {
        Description description = fallback(replying("a"), replying("b")).describe();

        assertThat(description)
                .isEqualTo(new Description(
                        "fallback",
                        "",
                        Map.of(),
                        List.of(Description.of("scripted", "a"), Description.of("scripted", "b"))));
    }

    @Test
    void itPrintsTheComposition() {
        assertThat(fallback(replying("faq"), fallback(replying("handbook"), replying("clerk"))))
                .hasToString("fallback(faq, fallback(handbook, clerk))");
    }

    @Test
    void noModelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(DomainModels::fallback)
                .withMessage("fallback needs at least one model");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aNullQuestionIsRefusedBeforeAnyModelIsAsked() {
        DomainModel model = fallback(NEVER_ASKED);

        assertThatNullPointerException()
                .isThrownBy(() -> model.answer((Question) null))
                .withMessage("question");
    }

    private static Question inTime() {
        ManualClock clock = new ManualClock();
        return QUESTION.with(ManualClock.KEY, clock).with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock));
    }

    /** Returns {@code model}, taking all the time there is. */
    private static DomainModel late(DomainModel model) {
        return question -> {
            question.attributes().get(ManualClock.KEY).orElseThrow().advance(Duration.ofSeconds(5));
            return model.answer(question);
        };
    }

    /** What a model throws that must not be asked: no test expects it. */
    private static final class AskedInVain extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AskedInVain() {
            super("this model must not be asked");
        }
    }
}
