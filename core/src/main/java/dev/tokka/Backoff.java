// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a failed attempt is made again, and after what wait. */
record Backoff(Resilience.Retry retry, Resilience resilience) {

    private static final int DOUBLINGS = 30; // more would only be cut by the longest wait

    Backoff {
        requireNonNull(retry, "retry");
        requireNonNull(resilience, "resilience");
    }

    /** Returns how long to wait after attempt {@code number}, counted from 1; empty if it was the last one. */
    Optional<Duration> waitAfter(int number, ModelException failure, Question question) {
        if (number >= retry.attempts() || !mayEnd(failure)) {
            return Optional.empty();
        }
        Optional<Instant> retryAt =
                failure instanceof ModelUnavailableException unavailable ? unavailable.retryAt() : Optional.empty();
        Duration wait = retryAt.map(this::until).orElseGet(() -> drawn(number));
        boolean inTime = wait.compareTo(retry.longestWait()) <= 0
                && question.attributes()
                        .get(Deadline.KEY)
                        .map(deadline -> wait.compareTo(deadline.remaining()) < 0)
                        .orElse(true);
        return inTime ? Optional.of(wait) : Optional.empty();
    }

    /** Returns whether the same question to the same model may succeed soon. */
    private static boolean mayEnd(ModelException failure) {
        if (failure instanceof ModelUnavailableException unavailable) {
            return unavailable.reason().worthRetrying();
        }
        return failure instanceof IncompleteAnswerException cut
                && switch (cut.reason()) {
                    case CUT, STALLED -> true;
                    case DEADLINE, INTERRUPTED, LENGTH, TOO_LARGE, PROVIDER -> false;
                };
    }

    private Duration until(Instant retryAt) {
        Duration left = Duration.between(resilience.clock().instant(), retryAt);
        return left.isNegative() ? Duration.ZERO : scaled(left, 1 + 0.1 * share());
    }

    private Duration drawn(int number) {
        Duration most = retry.firstWait();
        for (int i = 1; i < Math.min(number, DOUBLINGS) && most.compareTo(retry.longestWait()) < 0; i++) {
            most = most.multipliedBy(2);
        }
        return scaled(Durations.shorter(most, retry.longestWait()), share());
    }

    private double share() {
        return resilience.random().nextDouble();
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (Durations.nanos(duration) * factor));
    }
}
