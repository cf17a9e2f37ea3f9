// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final ManualClock clock = new ManualClock();
    private final Attributes inFiveSeconds =
            Attributes.NONE.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock));

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void timeRunsOutByTheClockOfTheDeadline() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(5), clock);

        clock.advance(Duration.ofSeconds(7));

        assertThat(deadline.at()).isEqualTo("2025-04-01T09:00:05Z");
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(-2));
    }

    @Test
    void withoutAClockItIsTheSystems() {
        Duration remaining = Deadline.after(Duration.ofHours(1)).remaining();

        assertThat(remaining).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
    }

    @Test
    void beforeTheDeadlineTheCallGoesOn() {
        clock.advance(Duration.ofMillis(4999));

        assertThatCode(() -> Deadline.check(inFiveSeconds, "encoder")).doesNotThrowAnyException();
    }

    @Test
    void atTheDeadlineTheCallEnds() {
        clock.advance(Duration.ofSeconds(5));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> Deadline.check(inFiveSeconds, "encoder"))
                .withMessage("encoder: the deadline passed PT0S ago");
    }

    @Test
    void afterTheDeadlineTheMessageSaysHowLongAgoAndWhere() {
        clock.advance(Duration.ofSeconds(7));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> Deadline.check(inFiveSeconds, "encoder"))
                .withMessage("encoder: the deadline passed PT2S ago");
    }

    @Test
    void withoutADeadlineTheCallGoesOn() {
        assertThatCode(() -> Deadline.check(Attributes.NONE, "encoder")).doesNotThrowAnyException();
    }

    @Test
    void anInterruptEndsTheCallAndTheFlagStaysSet() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> Deadline.check(Attributes.NONE, "encoder"))
                .withMessage("encoder: the calling thread was interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void questionsAndQueriesCheckTheirOwnDeadline() {
        Question question = Question.of("How much?").withAttributes(inFiveSeconds);
        Query query = new Query("How much?", 3, inFiveSeconds);

        clock.advance(Duration.ofSeconds(6));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> question.checkpoint("generate"))
                .withMessage("generate: the deadline passed PT1S ago");
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> query.checkpoint("retrieve"))
                .withMessage("retrieve: the deadline passed PT1S ago");
    }
}
