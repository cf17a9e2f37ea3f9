// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BASE = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofHours(1);

    @Example
    void workedByHand() { // drawn half-way: a quarter of a second, then half a second, then no more
        RetryPolicy policy = policy(3, 0.5);

        assertThat(policy.waitAfter(1, Optional.empty(), LONG)).contains(Duration.ofMillis(250));
        assertThat(policy.waitAfter(2, Optional.empty(), LONG)).contains(Duration.ofMillis(500));
        assertThat(policy.waitAfter(3, Optional.empty(), LONG)).isEmpty();
    }

    @Example
    void secondsAndDatesAreUnderstood() {
        assertThat(retryAt("7")).contains(NOW.plusSeconds(7));
        assertThat(retryAt(" 0 ")).contains(NOW);
        assertThat(retryAt("Thu, 01 Jan 2026 00:01:00 GMT")).contains(NOW.plusSeconds(60));
        assertThat(retryAt("Thu, 01 Jan 2025 00:01:00 GMT")).isEmpty(); // that was a Wednesday
        assertThat(retryAt("Wed, 01 Jan 2025 00:01:00 GMT")).contains(Instant.parse("2025-01-01T00:01:00Z"));
    }

    @Example
    void nonsenseIsAsIfItWereNotThere() {
        for (String value : List.of("", "soon", "-1", "1.5", "99999999999999999999", "999999999", "٣", "+5")) {
            assertThat(retryAt(value)).as(value).isEmpty();
        }
    }

    @Example
    void aPastDateMeansNow() {
        assertThat(policy(3, 0.9).waitAfter(1, Optional.of(NOW.minusSeconds(60)), LONG))
                .contains(Duration.ZERO);
    }

    @Example
    void aWaitThatDoesNotFitIsNotBegun() {
        RetryPolicy policy = policy(3, 0.5);

        assertThat(policy.waitAfter(1, Optional.of(NOW.plusSeconds(10)), Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(policy.waitAfter(1, Optional.empty(), Duration.ZERO)).isEmpty();
        assertThat(policy.waitAfter(1, Optional.empty(), Duration.ofSeconds(-1)))
                .isEmpty();
    }

    @Property
    void whatTheProviderNamesIsKeptPlusATenthAtMost(
            @ForAll @IntRange(max = 3600) int seconds,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double drawn) {
        Duration named = Duration.ofSeconds(seconds);

        Duration wait = policy(3, drawn)
                .waitAfter(1, Optional.of(NOW.plus(named)), Duration.ofDays(1))
                .orElseThrow();

        assertThat(wait).isBetween(named, named.plus(named.dividedBy(10)));
    }

    @Property
    void noWaitIsLongerThanTheTimeThatIsLeft(
            @ForAll @IntRange(min = 1, max = 40) int made,
            @ForAll @IntRange(max = 3600) int seconds,
            @ForAll @IntRange(min = 1, max = 3600) int left,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double drawn) {
        RetryPolicy policy = policy(50, drawn);
        Duration time = Duration.ofSeconds(left);

        Optional<Duration> wait = policy.waitAfter(made, Optional.of(NOW.plusSeconds(seconds)), time);
        assertThat(wait.isPresent()).isEqualTo(seconds < left);
        assertThat(wait.orElse(Duration.ZERO)).isLessThan(time);
        assertThat(policy.waitAfter(made, Optional.empty(), time))
                .hasValueSatisfying(drawnWait -> assertThat(drawnWait).isLessThan(time));
    }

    @Property
    void waitsAreDrawnFromZeroToTwiceTheLastLongest(
            @ForAll @IntRange(min = 1, max = 40) int made,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double drawn) {
        Duration longest = Duration.ofMillis(Math.min(500L << Math.min(made - 1, 20), 20_000));

        Duration wait =
                policy(50, drawn).waitAfter(made, Optional.empty(), LONG).orElseThrow();

        assertThat(wait).isEqualTo(Duration.ofNanos((long) (longest.toNanos() * drawn)));
    }

    private static RetryPolicy policy(int attempts, double drawn) {
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("not drawn from");
            }

            @Override
            public double nextDouble() {
                return drawn;
            }
        };
        return new RetryPolicy(attempts, BASE, random, InstantSource.fixed(NOW));
    }

    private static Optional<Instant> retryAt(String value) {
        return policy(3, 0.5).retryAt(HttpHeaders.of(Map.of("retry-after", List.of(value)), (name, v) -> true));
    }
}
