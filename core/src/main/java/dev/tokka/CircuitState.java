// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** A circuit of Resilience4j, with our failures and our clock. */
final class CircuitState {

    /** The breaker wants one but only counts them, and the failure itself may hold much. */
    private final Exception failed = new Exception("the model failed");

    private final CircuitBreaker breaker;
    private final Resilience.Circuit circuit;
    private volatile Instant openUntil = Instant.MIN;

    CircuitState(Resilience.Circuit circuit, InstantSource clock) {
        this.circuit = requireNonNull(circuit, "circuit");
        this.breaker = CircuitBreaker.of(
                "tokka",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                circuit.calls(), circuit.calls(), CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold((float) (circuit.failureShare() * 100))
                        .waitDurationInOpenState(circuit.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                // The circuit closes after this instant, not at it.
                openUntil = clock.instant().plus(circuit.pause()).plusMillis(1);
            }
        });
    }

    /** Throws if the model is not to be asked now. Each call that passes is ended by {@link #leave}. */
    void enter() {
        if (!breaker.tryAcquirePermission()) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.CIRCUIT_OPEN,
                    "resilient: the model failed in " + circuit.failureShare() * 100 + " % of " + circuit.calls()
                            + " calls and is not asked before " + openUntil,
                    openUntil);
        }
    }

    /** Ends a call that has entered, after {@code nanos}. */
    void leave(Verdict verdict, long nanos) {
        switch (verdict) {
            case WORKS -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            case FAILS -> breaker.onError(nanos, TimeUnit.NANOSECONDS, failed);
            case NONE -> breaker.releasePermission();
        }
    }

    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** What a call says about the model. */
    enum Verdict {
        /** It answers, or says why it cannot take the question. */
        WORKS,
        /** Another caller would probably meet the same failure. */
        FAILS,
        /** Nothing: the failure is the caller's, or a bug. */
        NONE;

        static Verdict of(ModelException failure, Question question) {
            if (Timeout.isLate(failure)) {
                return Timeout.hasTime(question) ? FAILS : NONE; // too slow, or asked too late
            }
            if (failure instanceof ModelUnavailableException unavailable) {
                return switch (unavailable.reason()) {
                    case RATE_LIMITED, TEMPORARY, TIMEOUT, CONFIGURATION, PROTOCOL, PROVIDER, TOO_LARGE, OTHER -> FAILS;
                    case DEADLINE, INTERRUPTED, CIRCUIT_OPEN, BUDGET -> NONE;
                };
            }
            if (failure instanceof IncompleteAnswerException cut) {
                return switch (cut.reason()) {
                    case CUT, STALLED, PROVIDER -> FAILS;
                    case DEADLINE, INTERRUPTED, LENGTH, TOO_LARGE -> NONE;
                };
            }
            return failure instanceof QuestionRejectedException ? WORKS : NONE;
        }
    }
}
