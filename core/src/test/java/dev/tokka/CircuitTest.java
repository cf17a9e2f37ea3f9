// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.resilient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.ModelUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CircuitTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final Resilience resilience = Resilience.NONE.withClock(clock).withCircuit(4, 0.5, PAUSE);
    private final Switch model = new Switch();
    private final DomainModel guarded = resilient(model, resilience);

    @Test
    void aModelThatFailedTooOftenIsLeftAlone() {
        openCircuit();
        int calls = model.calls;
        Instant opened = clock.instant();

        ModelUnavailableException refusal =
                catchThrowableOfType(ModelUnavailableException.class, () -> guarded.answer(QUESTION));

        assertThat(refusal.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(refusal.retryAt().orElseThrow())
                .isBetween(opened.plus(PAUSE), opened.plus(PAUSE).plusMillis(1));
        assertThat(model.calls).isEqualTo(calls);
    }

    @Test
    void anOpenCircuitFailsWithinAMillisecond() {
        openCircuit();
        long best = Long.MAX_VALUE;

        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> guarded.answer(QUESTION)).isInstanceOf(ModelUnavailableException.class);
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(1)); // the best, because the machine is busy
    }

    @Test
    void thePauseOverOneCallDecides() {
        openCircuit();
        Instant retryAt = catchThrowableOfType(ModelUnavailableException.class, () -> guarded.answer(QUESTION))
                .retryAt()
                .orElseThrow();
        clock.advance(Duration.between(clock.instant(), retryAt));
        assertThat(reasonOf(guarded)).isEqualTo(Reason.TEMPORARY);
        assertThat(reasonOf(guarded)).isEqualTo(Reason.CIRCUIT_OPEN);

        clock.advance(PAUSE.plusMillis(1));
        model.failure = null;

        assertThat(guarded.answer(QUESTION).reply()).isPresent();
        assertThat(guarded.answer(QUESTION).reply()).isPresent();
    }

    @Test
    void fewerFailuresThanTheShareDoNotOpenIt() {
        for (int i = 0; i < 20; i++) {
            boolean fails = i % 4 == 0;
            model.failure = fails ? new ModelUnavailableException(Reason.TEMPORARY, "overloaded") : null;
            if (fails) {
                assertThat(reasonOf(guarded)).isEqualTo(Reason.TEMPORARY);
            } else {
                guarded.answer(QUESTION);
            }
        }
    }

    static Stream<RuntimeException> failuresOfTheCaller() {
        return Stream.of(
                new ModelUnavailableException(Reason.INTERRUPTED, "interrupted"),
                new ModelUnavailableException(Reason.BUDGET, "used up"),
                new ModelUnavailableException(Reason.CIRCUIT_OPEN, "an inner circuit"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.LENGTH, "too long", "With"),
                new QuestionRejectedException("too long"),
                new PolicyViolationException("advice policy"),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheCaller")
    void failuresThatAreTheCallersDoNotCount(RuntimeException failure) {
        model.failure = failure;

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> guarded.answer(QUESTION)).isSameAs(failure);
        }
    }

    static Stream<RuntimeException> failuresOfTheModel() {
        return Stream.of(
                new ModelUnavailableException(Reason.RATE_LIMITED, "slow down"),
                new ModelUnavailableException(Reason.PROTOCOL, "not JSON"),
                new ModelUnavailableException(Reason.CONFIGURATION, "no such model"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.STALLED, "stalled", "With"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheModel")
    void failuresThatAnotherCallerWouldMeetCount(RuntimeException failure) {
        model.failure = failure;
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> guarded.answer(QUESTION)).isSameAs(failure);
        }

        assertThat(reasonOf(guarded)).isEqualTo(Reason.CIRCUIT_OPEN);
    }

    @Test
    void timeoutsCountAlsoInTheMiddleOfAnAnswer() {
        DomainModel slow = question -> {
            clock.advance(Duration.ofSeconds(3));
            throw new IncompleteAnswerException(IncompleteAnswerException.Reason.DEADLINE, "too slow", "With");
        };
        DomainModel timed = resilient(slow, resilience.withTimeout(Duration.ofSeconds(3)));

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> timed.answer(QUESTION)).isInstanceOf(IncompleteAnswerException.class);
        }

        assertThat(reasonOf(timed)).isEqualTo(Reason.CIRCUIT_OPEN);
    }

    @Test
    void theDeadlineOfACallerDoesNotCount() {
        for (RuntimeException failure : List.of(
                new ModelUnavailableException(Reason.DEADLINE, "the deadline passed"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.DEADLINE, "too slow", "With"))) {
            DomainModel slow = resilient(
                    question -> {
                        clock.advance(Duration.ofSeconds(3));
                        throw failure;
                    },
                    resilience);
            for (int i = 0; i < 20; i++) {
                Question soon = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(3), clock));
                assertThatThrownBy(() -> slow.answer(soon)).isSameAs(failure);
            }
        }
    }

    @Test
    void noRetryIsMadeOnceTheCircuitIsOpen() {
        model.failure = new ModelUnavailableException(Reason.TEMPORARY, "overloaded");
        DomainModel retrying = new Resilient(
                model, resilience.withRetry(10, Duration.ofSeconds(1), Duration.ofSeconds(1)), wait -> {});

        assertThatThrownBy(() -> retrying.answer(QUESTION)).isSameAs(model.failure);
        assertThat(model.calls).isEqualTo(4);
    }

    @Test
    void anotherModelAnswersMeanwhileAndTheTraceSaysWhich() {
        openCircuit();

        Trace trace = guarded.orElse(Scripted.replying("Yes.")).answer(QUESTION).trace();

        assertThat(trace.steps()).extracting(Step::name).containsExactly("passed over", "answered");
        assertThat(trace.steps().get(0).details().get("message")).contains("is not asked before");
        assertThat(trace.steps().get(1).details()).containsEntry("model", "Yes.");
    }

    private void openCircuit() {
        model.failure = new ModelUnavailableException(Reason.TEMPORARY, "overloaded");
        for (int i = 0; i < 4; i++) {
            assertThat(reasonOf(guarded)).isEqualTo(Reason.TEMPORARY);
        }
    }

    private static Reason reasonOf(DomainModel model) {
        return catchThrowableOfType(ModelUnavailableException.class, () -> model.answer(QUESTION))
                .reason();
    }

    /** A model that fails while told to. */
    private static final class Switch implements DomainModel {

        private @Nullable RuntimeException failure;
        private int calls;

        @Override
        public Answer answer(Question question) {
            calls++;
            if (failure != null) {
                throw failure;
            }
            return Answer.reply("Yes.");
        }
    }
}
