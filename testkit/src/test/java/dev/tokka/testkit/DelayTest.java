// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DelayTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Property
    void uniformDelaysAreInTheRange(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long least,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long width,
            @ForAll long seed) {
        Duration drawn = Delay.between(Duration.ofNanos(least), Duration.ofNanos(least + width))
                .draw(new SplittableRandom(seed));

        assertThat(drawn).isBetween(Duration.ofNanos(least), Duration.ofNanos(least + width));
    }

    @Example
    void halfOfTheDelaysAroundAMedianAreLongerAndOneInTwentyIsFiveTimesAsLong() {
        SplittableRandom random = new SplittableRandom(1);
        List<Duration> drawn = Stream.generate(() -> Delay.around(SECOND, 1).draw(random))
                .limit(10_000)
                .toList();

        assertThat(share(drawn, SECOND)).isBetween(0.47, 0.53);
        assertThat(share(drawn, Duration.ofSeconds(5))).isBetween(0.04, 0.065);
        assertThat(drawn).allMatch(delay -> delay.compareTo(Duration.ofSeconds(100)) <= 0);
        assertThat(Delay.around(SECOND, 0).draw(random)).isEqualTo(SECOND);
    }

    @Example
    void wrongRangesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Delay.between(SECOND, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Delay.of(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Delay.around(SECOND, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Delay.around(Duration.ofNanos(-1), 0));
    }

    private static double share(List<Duration> drawn, Duration limit) {
        return drawn.stream().filter(delay -> delay.compareTo(limit) > 0).count() / (double) drawn.size();
    }
}
