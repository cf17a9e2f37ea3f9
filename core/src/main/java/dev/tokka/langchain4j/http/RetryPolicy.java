// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When a request is sent again, and after how long.
 *
 * @param attempts how often a request is sent at most
 * @param base the waiting time before the second attempt is drawn from zero to this, and doubles from there
 * @param random where waiting times are drawn from
 * @param clock what tells the time for {@code Retry-After}
 */
record RetryPolicy(int attempts, Duration base, RandomGenerator random, InstantSource clock) {

    private static final Set<Integer> WORTH_IT = Set.of(408, 429, 500, 502, 503, 504);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(20);
    private static final int LONGEST_NAMED_SECONDS = 366 * 24 * 60 * 60;

    /** Returns whether another attempt may cure {@code status}. */
    static boolean worthRetrying(int status) {
        return WORTH_IT.contains(status);
    }

    /** Returns when the provider wants to be asked again, if it says so in a way that makes sense. */
    Optional<Instant> retryAt(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(this::parse);
    }

    private Optional<Instant> parse(String value) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            boolean sensible = value.length() <= 9 && Integer.parseInt(value) <= LONGEST_NAMED_SECONDS;
            return sensible ? Optional.of(clock.instant().plusSeconds(Integer.parseInt(value))) : Optional.empty();
        }
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns how long to wait before the next attempt, or empty if there must be none: enough were made, or the wait
     * does not fit.
     *
     * @param made how many attempts were made, at least 1
     * @param retryAt what the provider asked for
     * @param left the time that is left for everything
     */
    Optional<Duration> waitAfter(int made, Optional<Instant> retryAt, Duration left) {
        if (made >= attempts) {
            return Optional.empty();
        }
        Duration least = Duration.ZERO;
        Duration spread;
        if (retryAt.isPresent()) {
            Duration named = Duration.between(clock.instant(), retryAt.get());
            least = named.isNegative() ? Duration.ZERO : named;
            spread = least.dividedBy(10);
        } else {
            Duration doubled = base.multipliedBy(1L << Math.min(made - 1, 20));
            spread = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
        }
        if (least.compareTo(left) >= 0) {
            return Optional.empty();
        }
        Duration wait = least.plusNanos((long) (spread.toNanos() * random.nextDouble()));
        return Optional.of(wait.compareTo(left) < 0 ? wait : least);
    }
}
