// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {

    private static final double LEVEL = 0.95;

    @Test
    void aMeanOfTwoValuesHasThreeResamples() {
        double[][] values = Bootstrap.of(20_000, 1).values(List.of(Terms.mean(new double[] {0, 1})), Runnable::run);

        assertThat(Arrays.stream(values[0]).distinct().sorted().toArray()).containsExactly(0, 0.5, 1);
        assertThat(share(values[0], 0)).isCloseTo(0.25, within(0.01));
        assertThat(share(values[0], 0.5)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void allStatisticsSeeTheSameResamples() {
        double[] values = new SplittableRandom(2).doubles(50).toArray();
        double[] doubled = Arrays.stream(values).map(value -> 2 * value).toArray();

        double[][] resampled =
                Bootstrap.of(500, 3).values(List.of(Terms.mean(values), Terms.mean(doubled)), Runnable::run);

        for (int i = 0; i < 500; i++) {
            assertThat(resampled[1][i]).isCloseTo(2 * resampled[0][i], within(1e-12));
        }
    }

    @Test
    void sumsGiveWhatTheDrawnCasesGive() {
        double[] numerators = new SplittableRandom(4).doubles(30, 0, 5).toArray();
        double[] denominators = new SplittableRandom(5).doubles(30, 1, 2).toArray();
        double[] columns = IntStream.range(0, 60)
                .mapToDouble(i -> i < 30 ? numerators[i] : denominators[i - 30])
                .toArray();
        Terms ratio = Terms.of(columns, 2, (sums, cases) -> sums[0] / sums[1]);

        Interval fast = Bootstrap.of(20_000, 6)
                .intervals(List.of(ratio), LEVEL, Runnable::run)
                .get(0);
        Interval slow = Bootstrap.of(20_000, 7)
                .interval(
                        drawn -> Arrays.stream(drawn)
                                        .mapToDouble(i -> numerators[i])
                                        .sum()
                                / Arrays.stream(drawn)
                                        .mapToDouble(i -> denominators[i])
                                        .sum(),
                        30,
                        LEVEL,
                        Runnable::run);

        assertThat(fast.estimate()).isCloseTo(slow.estimate(), within(1e-12));
        assertThat(fast.low()).isCloseTo(slow.low(), within(0.02));
        assertThat(fast.high()).isCloseTo(slow.high(), within(0.02));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void sameSeedSameIntervalOnAnyNumberOfThreads(int count) {
        double[] values = new SplittableRandom(8).doubles(333).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(count);

        Interval alone = Bootstrap.of(2000, 9)
                .intervals(List.of(Terms.mean(values)), LEVEL, Runnable::run)
                .get(0);
        Interval together = Bootstrap.of(2000, 9)
                .intervals(List.of(Terms.mean(values)), LEVEL, threads)
                .get(0);
        Interval other = Bootstrap.of(2000, 10)
                .intervals(List.of(Terms.mean(values)), LEVEL, threads)
                .get(0);
        threads.shutdown();

        assertThat(together).isEqualTo(alone);
        assertThat(other).isNotEqualTo(alone);
    }

    @Test
    void clustersAreDrawnAsAWhole() {
        double[] values = {1, 1, 1, 0, 0, 0};
        int[] clusters = {7, 7, 7, 3, 3, 3};

        double[][] resampled =
                Bootstrap.of(1000, 11).clustered(clusters).values(List.of(Terms.mean(values)), Runnable::run);

        assertThat(Arrays.stream(resampled[0]).distinct().sorted().toArray()).containsExactly(0, 0.5, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void coversAsOftenAsItSays(boolean corrected) {
        SplittableRandom random = new SplittableRandom(12);
        int covered = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = random.doubles(80).map(value -> value * value).toArray(); // mean 1/3, skewed
            Bootstrap plain = Bootstrap.of(800, trial);
            Bootstrap bootstrap = corrected ? plain.biasCorrected() : plain;
            Interval interval = bootstrap
                    .intervals(List.of(Terms.mean(values)), LEVEL, Runnable::run)
                    .get(0);
            covered += interval.contains(1 / 3.0) ? 1 : 0;
        }

        assertThat(covered / (double) trials).isBetween(0.93, 0.97);
    }

    @Test
    void correctionMovesTheIntervalOfASkewedStatistic() {
        double[] values = {0.1, 0.2, 0.1, 0.3, 0.2, 0.1, 0.4, 0.2, 3.0, 0.1, 0.2, 0.3};
        Bootstrap bootstrap = Bootstrap.of(5000, 13);

        Interval plain = bootstrap
                .intervals(List.of(Terms.mean(values)), LEVEL, Runnable::run)
                .get(0);
        Interval corrected = bootstrap
                .biasCorrected()
                .intervals(List.of(Terms.mean(values)), LEVEL, Runnable::run)
                .get(0);

        assertThat(corrected.high()).isGreaterThan(plain.high());
        assertThat(corrected.low()).isGreaterThan(plain.low());
    }

    @Test
    void correctionOfIndicesEqualsThatOfSums() {
        double[] values = new SplittableRandom(14).doubles(25).map(Math::exp).toArray();
        Interval sums = Bootstrap.of(20_000, 15)
                .biasCorrected()
                .intervals(List.of(Terms.mean(values)), LEVEL, Runnable::run)
                .get(0);
        Interval indices = Bootstrap.of(20_000, 16)
                .biasCorrected()
                .interval(
                        drawn -> Arrays.stream(drawn)
                                .mapToDouble(i -> values[i])
                                .average()
                                .orElse(0),
                        25,
                        LEVEL,
                        Runnable::run);

        assertThat(indices.low()).isCloseTo(sums.low(), within(0.02));
        assertThat(indices.high()).isCloseTo(sums.high(), within(0.02));
    }

    @Test
    void whereNothingVariesTheIntervalIsAPoint() {
        Interval interval = Bootstrap.of(200, 17)
                .biasCorrected()
                .intervals(List.of(Terms.mean(new double[] {1, 1, 1})), LEVEL, Runnable::run)
                .get(0);

        assertThat(interval).isEqualTo(new Interval(1, 1, 1, LEVEL));
    }

    @Test
    void whatAStatisticThrowsIsThrownOn() {
        Terms bad = Terms.of(new double[] {1, 2, 3}, 1, (sums, cases) -> sums[0] == 6 ? 1 : Double.NaN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(200, 18).intervals(List.of(bad), LEVEL, Runnable::run))
                .withMessageContaining("finite");
    }

    @Test
    void refusesWhatCannotBeResampled() {
        Bootstrap bootstrap = Bootstrap.of(100, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.of(99, 0))
                .withMessageContaining("resamples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.intervals(List.of(Terms.mean(new double[] {1})), LEVEL, Runnable::run))
                .withMessageContaining("number of cases");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.intervals(List.of(), LEVEL, Runnable::run))
                .withMessageContaining("number of statistics");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap
                        .clustered(new int[] {1, 2})
                        .intervals(List.of(Terms.mean(new double[] {1, 2, 3})), LEVEL, Runnable::run));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bootstrap.intervals(List.of(Terms.mean(new double[] {1, 2})), 0, Runnable::run))
                .withMessageContaining("level");
    }

    private static double share(double[] values, double value) {
        return Arrays.stream(values).filter(one -> one == value).count() / (double) values.length;
    }
}
