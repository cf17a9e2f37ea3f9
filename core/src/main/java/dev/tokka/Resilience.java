// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How much is done to get an answer out of a model that fails now and then: see {@link DomainModels#resilient}.
 *
 * @param timeout how long one attempt may take; empty for as long as the question has time
 * @param retry how often, and after what waits, a failed attempt is made again; empty for never
 * @param circuit when a model that keeps failing is left alone for a while; empty for never
 * @param clock what tells the time
 * @param random what waits are drawn with; safe for use by many threads
 */
public record Resilience(
        Optional<Duration> timeout,
        Optional<Retry> retry,
        Optional<Circuit> circuit,
        InstantSource clock,
        RandomGenerator random) {

    /** Nothing is done: no timeout, no retry, no circuit; by the system's clock. */
    public static final Resilience NONE = new Resilience(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            InstantSource.system(),
            () -> ThreadLocalRandom.current().nextLong());

    /** Up to 3 attempts with waits from 200 ms up to 10 s, and a circuit that opens for 30 s after 10 of 20 calls. */
    public static final Resilience DEFAULT = NONE.withRetry(3, Duration.ofMillis(200), Duration.ofSeconds(10))
            .withCircuit(20, 0.5, Duration.ofSeconds(30));

    /**
     * How often and after what waits.
     *
     * <p>The wait after the n-th attempt is drawn evenly from 0 to {@code firstWait * 2^(n - 1)}, so that clients that
     * failed together do not come back together. If the model said when to come back, the wait lasts until then and up
     * to a tenth longer.
     *
     * @param attempts in all, the first one included; at least 1
     * @param firstWait the longest wait after the first attempt; not negative
     * @param longestWait the longest wait of all; a model that wants to be left alone for longer is not asked again
     */
    public record Retry(int attempts, Duration firstWait, Duration longestWait) {

        /** Checks the ranges above. */
        public Retry {
            Checks.requireAtLeast(1, attempts, "attempts");
            Durations.requireNotNegative(firstWait, "firstWait");
            Durations.requireNotNegative(longestWait, "longestWait");
        }
    }

    /**
     * When a model is left alone.
     *
     * @param calls how many calls are looked at, the last ones; at least 1
     * @param failureShare the share of them that must have failed; above 0, at most 1
     * @param pause how long the model is not asked then; after it, one call is let through, and decides; at least 1 ms
     */
    public record Circuit(int calls, double failureShare, Duration pause) {

        /** Checks the ranges above. */
        public Circuit {
            Checks.requireAtLeast(1, calls, "calls");
            if (!(failureShare > 0 && failureShare <= 1)) { // written so that NaN is refused too
                throw new IllegalArgumentException("failureShare must be in (0, 1] but is " + failureShare);
            }
            if (requireNonNull(pause, "pause").toMillis() < 1) {
                throw new IllegalArgumentException("pause must be at least 1 ms but is " + pause);
            }
        }
    }

    /** Checks the ranges above. */
    public Resilience {
        timeout.ifPresent(value -> Durations.requirePositive(value, "timeout"));
        requireNonNull(retry, "retry");
        requireNonNull(circuit, "circuit");
        requireNonNull(clock, "clock");
        requireNonNull(random, "random");
    }

    /** Returns this with a timeout of each attempt, longer than nothing. */
    public Resilience withTimeout(Duration newTimeout) {
        return new Resilience(Optional.of(newTimeout), retry, circuit, clock, random);
    }

    /** Returns this with retries, as {@link Retry} says. */
    public Resilience withRetry(int attempts, Duration firstWait, Duration longestWait) {
        Retry newRetry = new Retry(attempts, firstWait, longestWait);
        return new Resilience(timeout, Optional.of(newRetry), circuit, clock, random);
    }

    /** Returns this with a circuit, as {@link Circuit} says. */
    public Resilience withCircuit(int calls, double failureShare, Duration pause) {
        Circuit newCircuit = new Circuit(calls, failureShare, pause);
        return new Resilience(timeout, retry, Optional.of(newCircuit), clock, random);
    }

    /** Returns this with another clock. */
    public Resilience withClock(InstantSource newClock) {
        return new Resilience(timeout, retry, circuit, newClock, random);
    }

    /** Returns this with another source of chance, safe for use by many threads. */
    public Resilience withRandom(RandomGenerator newRandom) {
        return new Resilience(timeout, retry, circuit, clock, newRandom);
    }
}
