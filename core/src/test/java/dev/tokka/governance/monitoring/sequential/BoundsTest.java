// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.MeanInterval;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class BoundsTest {

    @Example
    void sharesAreThoseOfTheTables() {
        // 5 of 20 at 95 %, two-sided: 0.0866 to 0.4910
        assertThat(Bounds.atLeast(5, 20, 0.025)).isCloseTo(0.0866, within(5e-5));
        assertThat(Bounds.atMost(5, 20, 0.025)).isCloseTo(0.4910, within(5e-5));
        assertThat(Bounds.atMost(7, 7, 0.1)).isEqualTo(1);
        assertThat(Bounds.atLeast(0, 7, 0.1)).isZero();
    }

    @Property(tries = 100)
    void withoutHitsTheShareHasAClosedForm(
            @ForAll @IntRange(min = 1, max = 5_000) int of,
            @ForAll @DoubleRange(min = 1e-6, max = 0.5) @Scale(6) double risk) {
        assertThat(Bounds.atMost(0, of, risk)).isCloseTo(1 - Math.pow(risk, 1.0 / of), within(1e-9));
    }

    @Property(tries = 100)
    void holdsForEveryShare(@ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        int of = 25;
        double wrong = 0;
        double probability = Math.pow(1 - share, of);
        for (int hits = 0; hits <= of; hits++) {
            wrong += Bounds.atMost(hits, of, 0.05) < share ? probability : 0;
            probability *= (double) (of - hits) / (hits + 1) * share / (1 - share);
        }

        assertThat(wrong).isLessThanOrEqualTo(0.05 + 1e-12);
    }

    @Example
    void holdsForWhatIsBeyondALimitOfTheSampleItself() {
        SplittableRandom random = new SplittableRandom(2);
        int wrong = 0;
        for (int trial = 0; trial < 4_000; trial++) {
            double[] sample = random.doubles(100).sorted().toArray();
            double beyond = 1 - sample[94]; // of what is uniform, this share is above the 95th
            wrong += beyond > Bounds.atMost(5, 100, 0.05) ? 1 : 0;
        }

        assertThat(wrong / 4_000.0).isBetween(0.035, 0.065);
    }

    @Example
    void theMeanOfOnesIsWhereTheBettorWinsEnough() {
        double[] ones = new double[50];
        Arrays.fill(ones, 1);
        double least = Bounds.meanAtLeast(ones, 0.05);

        double won = Arrays.stream(MeanEProcess.SHARES)
                .map(share -> Math.pow(1 + share * (1 - least) / least, 50))
                .average()
                .orElseThrow();
        assertThat(won).isCloseTo(20, within(1e-6));
        assertThat(least).isBetween(0.88, 0.95);
        assertThat(Bounds.meanAtLeast(new double[50], 0.05)).isCloseTo(0, within(1e-9));
    }

    @Example
    void theMeanIsSeldomLowerThanItsBound() {
        SplittableRandom random = new SplittableRandom(4);
        int wrong = 0;
        double sum = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[] sample = random.doubles(100).map(Math::sqrt).toArray(); // mean 2/3
            double least = Bounds.meanAtLeast(sample, 0.05);
            wrong += least > 2.0 / 3 ? 1 : 0;
            sum += least;
        }

        assertThat(wrong / 300.0).isLessThan(0.05);
        assertThat(sum / 300).isGreaterThan(0.58);
    }

    @Example
    void intervalsForShowing() {
        MeanInterval wilson = Bounds.wilson(10, 100);
        assertThat(wilson.low()).isCloseTo(0.0552, within(5e-5));
        assertThat(wilson.mean()).isEqualTo(0.1);
        assertThat(wilson.high()).isCloseTo(0.1744, within(5e-5));
        assertThat(Bounds.wilson(0, 0)).isEqualTo(MeanInterval.NONE);
        assertThat(Bounds.wilson(5, 5).high()).isEqualTo(1);

        MeanInterval any = Bounds.atAnyTime(30, 100, 1);
        assertThat(any.mean()).isEqualTo(0.3);
        // sqrt(112.5 ln(9 / 0.0025)) / 200
        assertThat(any.high() - any.mean()).isCloseTo(0.15176, within(5e-5));
        assertThat(Bounds.atAnyTime(0, 0, 1)).isEqualTo(MeanInterval.NONE);
    }

    @Example
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bounds.atMost(3, 2, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Bounds.atMost(0, 0, 0.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.atMost(1, 2, 0))
                .withMessage("risk must be in (0, 1) but is 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Bounds.meanAtLeast(new double[0], 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Bounds.meanAtLeast(new double[] {2}, 0.1));
    }
}
