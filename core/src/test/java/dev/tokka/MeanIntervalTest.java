// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {

    @Test
    void signsAreFlippedWorkedByHand() {
        // of 8 ways to give signs to 1, 2 and 3, two are as far from 0 as 6
        assertThat(MeanInterval.signFlip(new double[] {1, 2, 3}, new Random(1))).isEqualTo(0.25);
        // 0 changes nothing; |sum| of 2 or more: 1+3-2, 3+2-1 and 6, and their opposites
        assertThat(MeanInterval.signFlip(new double[] {1, 0, -2, 3}, new Random(1)))
                .isEqualTo(0.75);
        assertThat(MeanInterval.signFlip(new double[] {0, 0}, new Random(1))).isEqualTo(1);
        double[] five = {1, 1, 1, 1, 1};
        assertThat(MeanInterval.signFlip(five, new Random(1))).isEqualTo(2.0 / 32);
    }

    @Test
    void manyDifferencesAreDrawn() {
        double[] same = new double[40];
        Arrays.fill(same, 0.1);
        double[] even = new double[40];
        Arrays.setAll(even, i -> i % 2 == 0 ? 0.1 : -0.1);

        assertThat(MeanInterval.signFlip(same, new Random(1))).isCloseTo(1.0 / 10_001, within(1e-9));
        assertThat(MeanInterval.signFlip(even, new Random(1))).isEqualTo(1);
    }

    @Test
    void anIntervalOfEqualValuesIsAPoint() {
        assertThat(MeanInterval.bootstrap(new double[] {2, 2, 2}, new Random(1)))
                .isEqualTo(new MeanInterval(2, 2, 2));
    }

    @Test
    void anIntervalIsAsWideAsTheNormalOneOfManyValues() {
        Random random = new Random(7);
        double[] values = random.doubles(400).map(d -> d < 0.3 ? 1 : 0).toArray();

        MeanInterval interval = MeanInterval.bootstrap(values, random);

        double half = 1.96 * Math.sqrt(interval.mean() * (1 - interval.mean()) / 400);
        assertThat(interval.low()).isCloseTo(interval.mean() - half, within(0.01));
        assertThat(interval.high()).isCloseTo(interval.mean() + half, within(0.01));
    }

    @Test
    void fiveOfAHundredDifferencesByChanceSeemReal() {
        Random random = new Random(3);
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            double[] chance = random.doubles(10).map(d -> d - 0.5).toArray();
            found += MeanInterval.signFlip(chance, random) <= 0.05 ? 1 : 0;
        }

        assertThat(found / 2_000.0).isBetween(0.035, 0.065);
    }

    @Test
    void clustersAreDrawnAndSignedAsOneWorkedByHand() {
        List<double[]> clusters = List.of(new double[] {1, 1}, new double[] {1}, new double[] {0, 1});

        MeanInterval interval = MeanInterval.bootstrap(clusters, new Random(1));

        assertThat(interval.mean()).isCloseTo(0.8, within(1e-12));
        assertThat(interval.low()).isEqualTo(0.5);
        assertThat(interval.high()).isEqualTo(1);
        assertThat(interval).hasToString("0.800 [0.500, 1.000]");
        // the sums 2, 1 and 1: of 8 ways only two are as far as 4
        assertThat(MeanInterval.signFlip(clusters, new Random(1))).isEqualTo(0.25);
        assertThat(MeanInterval.signFlip(List.of(new double[] {1, -1}), new Random(1)))
                .isEqualTo(1);
    }

    @Test
    void nothingHasNoIntervalAndAnEmptyClusterIsRefused() {
        List<double[]> clusters = List.of(new double[] {1}, new double[0]);

        assertThat(MeanInterval.bootstrap(List.of(), new Random(1))).isEqualTo(MeanInterval.NONE);
        assertThat(MeanInterval.signFlip(new double[0], new Random(1))).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanInterval.bootstrap(clusters, new Random(1)))
                .withMessage("each cluster must hold a value but number 1 is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> MeanInterval.signFlip(clusters, new Random(1)));
    }
}
