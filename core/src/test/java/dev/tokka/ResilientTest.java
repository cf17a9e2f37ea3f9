// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.resilient;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Timeouts and retries. */
@Timeout(60)
class ResilientTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");

    private final ManualClock clock = new ManualClock();
    private final List<Duration> waits = new ArrayList<>();
    private final Resilience resilience = Resilience.NONE
            .withClock(clock)
            .withRandom(new Random(7))
            .withRetry(3, Duration.ofMillis(200), Duration.ofSeconds(10));

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aFailureThatMayEndIsTriedAgain() {
        Sequence model = new Sequence(temporary(), temporary());

        Answer answer = waiting(model, resilience).answer(QUESTION);

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Yes.");
        assertThat(model.asked).hasSize(3);
        assertThat(waits).hasSize(2);
    }

    @Test
    void theTraceBeginsWithTheAttemptsThatWereGivenUp() {
        List<Step> steps = waiting(new Sequence(temporary()), resilience)
                .answer(QUESTION)
                .trace()
                .steps();

        assertThat(steps).extracting(Step::name).containsExactly("given up", "write");
        assertThat(steps.get(0).details())
                .containsEntry("failure", "ModelUnavailableException")
                .containsEntry("message", "overloaded")
                .containsEntry("next attempt after", waits.get(0).toString());
    }

    @Test
    void theLastFailurePropagates() {
        ModelUnavailableException last = temporary();
        Sequence model = new Sequence(temporary(), temporary(), last);

        assertThatThrownBy(() -> waiting(model, resilience).answer(QUESTION)).isSameAs(last);
        assertThat(model.asked).hasSize(3);
    }

    static Stream<RuntimeException> neverRetried() {
        return Stream.concat(
                Arrays.stream(Reason.values())
                        .filter(reason -> !reason.worthRetrying())
                        .map(reason -> new ModelUnavailableException(reason, "no")),
                Stream.concat(
                        Stream.of(
                                        IncompleteAnswerException.Reason.DEADLINE,
                                        IncompleteAnswerException.Reason.INTERRUPTED,
                                        IncompleteAnswerException.Reason.LENGTH,
                                        IncompleteAnswerException.Reason.TOO_LARGE,
                                        IncompleteAnswerException.Reason.PROVIDER)
                                .map(reason -> new IncompleteAnswerException(reason, "no", "")),
                        Stream.of(
                                new QuestionRejectedException("too long"),
                                new PolicyViolationException("advice policy"),
                                new IllegalStateException("a bug"))));
    }

    @ParameterizedTest
    @MethodSource("neverRetried")
    void aFailureThatDoesNotEndPropagatesAtOnce(RuntimeException failure) {
        Sequence model = new Sequence(failure);

        assertThatThrownBy(() -> waiting(model, resilience).answer(QUESTION)).isSameAs(failure);
        assertThat(model.asked).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "STALLED"})
    void anAnswerThatWasCutOffIsTriedAgainAndTheSinkToldToStartOver(IncompleteAnswerException.Reason reason) {
        Taken sink = new Taken();
        Sequence model = new Sequence(new IncompleteAnswerException(reason, "cut off", "No"));

        waiting(model, resilience).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("No", Taken.RESTART, "Yes.");
    }

    @Test
    void aSinkThatFailsEndsTheCall() {
        ModelUnavailableException full = temporary();
        TokenSink sink = new TokenSink() {
            @Override
            public void token(String text) {
                throw full;
            }

            @Override
            public void restart() {}
        };
        Sequence model = new Sequence();

        assertThatThrownBy(() -> waiting(model, resilience).answer(QUESTION.with(TokenSink.KEY, sink)))
                .isSameAs(full);
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void itWaitsUntilTheModelSaysAndUpToATenthLonger() {
        ModelUnavailableException limited = new ModelUnavailableException(
                Reason.RATE_LIMITED, "slow down", clock.instant().plusSeconds(5));

        waiting(new Sequence(limited), resilience).answer(QUESTION);

        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
    }

    @Test
    void aWaitThatDoesNotFitIntoTheDeadlineIsNotBegun() {
        ModelUnavailableException limited = new ModelUnavailableException(
                Reason.RATE_LIMITED, "slow down", clock.instant().plusSeconds(5));
        Question soon = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock));

        assertThatThrownBy(() -> waiting(new Sequence(limited), resilience).answer(soon))
                .isSameAs(limited);
        assertThat(waits).isEmpty();
    }

    @Test
    void aModelThatWantsToBeLeftAloneForLongerThanTheLongestWaitIsNotAskedAgain() {
        ModelUnavailableException limited = new ModelUnavailableException(
                Reason.RATE_LIMITED, "come back tomorrow", clock.instant().plus(Duration.ofDays(1)));

        assertThatThrownBy(() -> waiting(new Sequence(limited), resilience).answer(QUESTION))
                .isSameAs(limited);
    }

    @Test
    void anInstantThatHasPassedNeedsNoWait() {
        ModelUnavailableException limited = new ModelUnavailableException(
                Reason.RATE_LIMITED, "slow down", clock.instant().minusSeconds(5));

        waiting(new Sequence(limited), resilience).answer(QUESTION);

        assertThat(waits).containsExactly(Duration.ZERO);
    }

    @Property
    void waitsAreDrawnFromARangeThatDoublesUpToTheLongest(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int number) {
        Resilience many = Resilience.NONE
                .withRandom(new Random(seed))
                .withRetry(100, Duration.ofMillis(200), Duration.ofSeconds(10));

        Duration wait = new Backoff(many.retry().orElseThrow(), many)
                .waitAfter(number, temporary(), QUESTION)
                .orElseThrow();

        double most = Math.min(10_000, 200 * Math.pow(2, number - 1));
        assertThat(wait).isBetween(Duration.ZERO, Duration.ofMillis((long) most));
    }

    @Test
    void anInterruptEndsTheWait() throws InterruptedException {
        DomainModel model = resilient(
                new Sequence(new ModelUnavailableException(
                        Reason.RATE_LIMITED, "slow down", clock.instant().plusSeconds(60))),
                resilience.withRetry(3, Duration.ZERO, Duration.ofMinutes(10)));
        AtomicReference<Object> ending = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                ending.set(model.answer(QUESTION));
            } catch (ModelUnavailableException e) {
                ending.set(Thread.currentThread().isInterrupted() ? e.reason() : "not interrupted");
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        waiting.interrupt();
        waiting.join();

        assertThat(ending).hasValue(Reason.INTERRUPTED);
    }

    @Test
    void itReallyWaits() {
        ModelUnavailableException limited = new ModelUnavailableException(
                Reason.RATE_LIMITED, "slow down", clock.instant().plusMillis(30));
        long start = System.nanoTime();

        resilient(new Sequence(limited), resilience).answer(QUESTION);

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
    }

    @Test
    void anAttemptHasTheTimeoutAsItsDeadlineUnlessThatOfTheQuestionIsNearer() {
        Sequence model = new Sequence();
        DomainModel quick = resilient(model, Resilience.NONE.withClock(clock).withTimeout(Duration.ofSeconds(3)));
        Deadline far = Deadline.after(Duration.ofSeconds(9), clock);
        Deadline near = Deadline.after(Duration.ofSeconds(1), clock);

        quick.answer(QUESTION);
        quick.answer(QUESTION.with(Deadline.KEY, far));
        quick.answer(QUESTION.with(Deadline.KEY, near));

        Deadline timeout = Deadline.after(Duration.ofSeconds(3), clock);
        assertThat(model.asked)
                .extracting(question -> question.attributes().get(Deadline.KEY).orElseThrow())
                .containsExactly(timeout, timeout, near);
    }

    @Test
    void anAttemptThatIsTooSlowFailsWithTimeoutAndIsNotRetried() {
        DomainModel slow = question -> {
            clock.advance(Duration.ofSeconds(3));
            question.checkpoint("slow");
            return Answer.reply("Yes.");
        };
        DomainModel model = waiting(slow, resilience.withTimeout(Duration.ofSeconds(3)));
        Question question = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(9), clock));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(question))
                .withMessage("resilient: no answer within PT3S")
                .returns(Reason.TIMEOUT, ModelUnavailableException::reason);
        assertThat(waits).isEmpty();
    }

    @Test
    void theDeadlineOfTheQuestionStaysADeadline() {
        DomainModel slow = question -> {
            clock.advance(Duration.ofSeconds(9));
            question.checkpoint("slow");
            return Answer.reply("Yes.");
        };
        Question question = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(9), clock));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> waiting(slow, resilience.withTimeout(Duration.ofSeconds(3)))
                        .answer(question))
                .returns(Reason.DEADLINE, ModelUnavailableException::reason);
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        Resilience all = Resilience.DEFAULT.withTimeout(Duration.ofSeconds(5));

        assertThat(resilient(replying("llm"), all))
                .hasToString("resilient(llm, timeout PT5S, 3 attempts, circuit 0.5 of 20)");
        assertThat(resilient(replying("llm"), all).describe())
                .isEqualTo(new Description(
                        "resilient",
                        "",
                        Map.of(
                                "timeout", "PT5S",
                                "attempts", "3",
                                "first wait", "PT0.2S",
                                "longest wait", "PT10S",
                                "circuit calls", "20",
                                "circuit share", "0.5",
                                "circuit pause", "PT30S"),
                        List.of(Description.of("scripted", "llm"))));
    }

    @Test
    void wrongSettingsAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resilience.withTimeout(Duration.ZERO))
                .withMessage("timeout must be longer than nothing but is PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> resilience.withRetry(0, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> resilience.withRetry(1, second.negated(), second));
        assertThatIllegalArgumentException().isThrownBy(() -> resilience.withCircuit(0, 0.5, second));
        assertThatIllegalArgumentException().isThrownBy(() -> resilience.withCircuit(1, 0, second));
        assertThatIllegalArgumentException().isThrownBy(() -> resilience.withCircuit(1, 0.5, Duration.ofNanos(9)));
    }

    private DomainModel waiting(DomainModel model, Resilience how) {
        return new Resilient(model, how, waits::add);
    }

    private static ModelUnavailableException temporary() {
        return new ModelUnavailableException(Reason.TEMPORARY, "overloaded");
    }

    /** A model that fails as told, one call after the other, and then replies. */
    private static final class Sequence implements DomainModel {

        private final Deque<RuntimeException> failures;
        private final List<Question> asked = new ArrayList<>();

        Sequence(RuntimeException... failures) {
            this.failures = new ArrayDeque<>(List.of(failures));
        }

        @Override
        public Answer answer(Question question) {
            asked.add(question);
            RuntimeException failure = failures.poll();
            if (failure instanceof IncompleteAnswerException cut
                    && !cut.partialText().isEmpty()) {
                Buffered.release(question, Answer.reply(cut.partialText()));
            }
            if (failure != null) {
                throw failure;
            }
            Answer answer = Answer.reply("Yes.");
            Buffered.release(question, answer);
            return answer.withTrace(Trace.of(Step.of("write", Duration.ZERO, Map.of())));
        }
    }
}
