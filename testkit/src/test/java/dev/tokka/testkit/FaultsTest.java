// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.TokkaAssertions.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final Faults NONE = Faults.seeded(42);
    private static final DomainModel MODEL = ScriptedModel.replying("It covers water damage 💧, too.");
    private static final Question QUESTION = Question.of("What does the policy cover?");

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void leaveNoFlag() {
        Thread.interrupted();
    }

    @Test
    void theShareOfCallsFailsAndTheFailureNamesSeedAndCall() {
        DomainModel model = rateLimited(0.3).in(MODEL);

        List<Outcome<Answer>> outcomes = calls(model, 1_000);

        assertThat(outcomes.stream()
                        .filter(outcome -> outcome.failure() != null)
                        .count())
                .isBetween(250L, 350L);
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome.failure() != null)
                        .findFirst())
                .get()
                .extracting(Outcome::words)
                .asString()
                .matches("injected fault: failure \\(seed 42, call \\d+\\)");
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        Faults faults = rateLimited(0.3).truncating(0.3).garbling(0.3);

        assertThat(words(faults.in(MODEL))).isEqualTo(words(faults.in(MODEL)));
        assertThat(words(faults.in(MODEL)))
                .isNotEqualTo(words(Faults.seeded(43)
                        .failing(0.3, FaultsTest::limited)
                        .truncating(0.3)
                        .garbling(0.3)
                        .in(MODEL)));
        assertThat(words(Faults.drawnFrom(new SplittableRandom(7))
                        .truncating(0.5)
                        .in(MODEL)))
                .isEqualTo(words(Faults.drawnFrom(new SplittableRandom(7))
                        .truncating(0.5)
                        .in(MODEL)));
    }

    @Test
    void manyThreadsMeetAsManyFaultsAsOne() {
        DomainModel model = rateLimited(0.3).in(MODEL);
        long alone = failures(calls(rateLimited(0.3).in(MODEL), 400));

        long together = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> Outcome.of(() -> model.answer(QUESTION)))
                .filter(outcome -> outcome.failure() != null)
                .count();

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void aTruncatedReplyIsIncompleteAndTheSinkHoldsItsBeginning() {
        RecordingSink sink = new RecordingSink();

        Outcome<Answer> outcome =
                Outcome.of(() -> NONE.truncating(1).in(MODEL).answer(QUESTION.with(TokenSink.KEY, sink)));

        assertThat(outcome.failure()).isInstanceOfSatisfying(IncompleteAnswerException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(IncompleteAnswerException.Reason.CUT);
            assertThat(failure.partialText()).isEqualTo(sink.text());
            assertThat("It covers water damage 💧, too.")
                    .startsWith(failure.partialText())
                    .isNotEqualTo(failure.partialText());
        });
    }

    @Test
    void aStallEndsAfterAMinuteOfTheTestsTime() {
        DomainModel model = NONE.stalling(1).pausing(pauses::add).in(MODEL);

        assertThatFailure(() -> model.answer(QUESTION))
                .isIncompleteBecause(IncompleteAnswerException.Reason.STALLED)
                .hasMessageContaining("PT1M")
                .doesNotTell("policy");
        assertThat(pauses).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aStallBeforeTheFirstWordIsATimeout() {
        DomainModel model = NONE.stalling(1).in(ScriptedModel.replying("J"));

        assertThatFailure(() -> model.answer(QUESTION)).isUnavailableBecause(Reason.TIMEOUT);
    }

    @Test
    void garbageIsStreamedAsItIsReturned() {
        RecordingSink sink = new RecordingSink();

        Answer answer = NONE.garbling(1).in(MODEL).answer(QUESTION.with(TokenSink.KEY, sink));

        TokkaAssertions.assertThat(answer)
                .containsText("\ufffd\ufffd [999]")
                .citesNothing()
                .hasStep("garble");
        assertThat(sink.text()).isEqualTo(answer.reply().orElseThrow().text());
    }

    @Test
    void anAbstentionCannotBeSpoiled() {
        DomainModel unsure = ScriptedModel.builder().build();

        for (Faults faults : List.of(NONE.truncating(1), NONE.garbling(1), NONE.stalling(1))) {
            assertThat(faults.in(unsure).answer(QUESTION)).isEqualTo(unsure.answer(QUESTION));
        }
    }

    @Test
    void aDelayThatTheDeadlineDoesNotAllowEndsTheCallWithoutWaitingLonger() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Question hurried = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(2), () -> now));
        DomainModel slow = NONE.delaying(Delay.of(Duration.ofSeconds(5)))
                .pausing(pauses::add)
                .in(MODEL);

        assertThatFailure(() -> slow.answer(hurried)).isUnavailableBecause(Reason.DEADLINE);
        assertThat(slow.answer(QUESTION)).isEqualTo(MODEL.answer(QUESTION));
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void anInterruptEndsADelayAndStaysSet() {
        DomainModel slow = NONE.delaying(Delay.of(Duration.ofDays(1)))
                .pausing(time -> {
                    throw new InterruptedException("now");
                })
                .in(MODEL);

        assertThatFailure(() -> slow.answer(QUESTION)).isUnavailableBecause(Reason.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void sharesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> NONE.truncating(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> NONE.truncating(Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.truncating(0.6).garbling(0.6))
                .withMessage("shares of faults must be at most 1 together but are 1.2");
        assertThat(NONE.truncating(0.7).garbling(0.2).stalling(0.1)).asString().contains("truncating 0.7");
    }

    @Test
    void aModelWithAGivenGeneratorCannotDescribeItself() {
        assertThat(NONE.in(MODEL).describe().isOpaque()).isFalse();
        assertThat(Faults.drawnFrom(new SplittableRandom(1))
                        .in(MODEL)
                        .describe()
                        .isOpaque())
                .isTrue();
        assertThat(NONE.in(MODEL)).hasToString("faulty(scripted(0 rules))");
    }

    @Nested
    class WithoutFaults implements DomainModelContract {

        @Override
        public DomainModel model() {
            return NONE.in(new FaqModel("policy", "It covers water damage 💧."));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            DomainModel faq = new FaqModel("policy", "It covers water damage 💧.");
            return Stream.of(
                    NONE.in(new FaqModel("branch", "Its manager.")),
                    Faults.seeded(43).in(faq),
                    NONE.truncating(0.5).in(faq),
                    NONE.stalling(0.5).in(faq),
                    NONE.delaying(Delay.of(Duration.ofMillis(1))).in(faq));
        }
    }

    @Nested
    class ThatAlwaysDelay implements DomainModelContract {

        @Override
        public DomainModel model() {
            return NONE.delaying(Delay.of(Duration.ofMillis(60)))
                    .pausing(Pause.real())
                    .in(new FaqModel("policy", "It covers water damage 💧."));
        }
    }

    @Nested
    class ThatAlwaysGarble implements DomainModelContract {

        @Override
        public DomainModel model() {
            return NONE.garbling(1).in(new FaqModel("policy", "It covers water damage 💧."));
        }

        @Override
        public boolean repeatable() {
            return false;
        }
    }

    private static Faults rateLimited(double share) {
        return NONE.failing(share, FaultsTest::limited);
    }

    private static ModelUnavailableException limited(String message) {
        return new ModelUnavailableException(Reason.RATE_LIMITED, message);
    }

    private static List<Outcome<Answer>> calls(DomainModel model, int calls) {
        return Stream.generate(() -> Outcome.of(() -> model.answer(QUESTION)))
                .limit(calls)
                .toList();
    }

    private static long failures(List<Outcome<Answer>> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.failure() != null).count();
    }

    private static List<String> words(DomainModel model) {
        return calls(model, 50).stream()
                .map(outcome -> outcome.words() + outcome.essence())
                .toList();
    }
}
