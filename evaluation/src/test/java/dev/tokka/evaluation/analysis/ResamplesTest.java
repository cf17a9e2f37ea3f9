// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.evaluation.statistics.Bootstrap;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.evaluation.statistics.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplesTest {

    private static final int CASES = 50;
    private static final double LEVEL = 0.95;
    private static final Bootstrap BOOTSTRAP = Bootstrap.of(500, 3);

    @ParameterizedTest
    @ValueSource(longs = {0, 3 * CASES, 1 << 20}) // each drawn at once, a few together, all together
    void drawnTogetherOrAloneIntervalsAreTheSame(long mostWaiting) {
        List<Terms> terms = List.of(mean(1), ratio(2), mean(3), ratio(4), mean(5));
        Resamples resamples = new Resamples(BOOTSTRAP, LEVEL, mostWaiting, Runnable::run);

        List<Resamples.Statistic> added = terms.stream().map(resamples::add).toList();

        assertThat(added.stream().map(one -> one.estimate().interval()))
                .containsExactlyElementsOf(
                        terms.stream().map(ResamplesTest::alone).toList());
    }

    @Test
    void aStatisticMayBeAddedWhenSomeAreDrawn() {
        Resamples resamples = new Resamples(BOOTSTRAP, LEVEL, 1 << 20, Runnable::run);

        Interval first = resamples.add(mean(1)).estimate().interval();
        Interval second = resamples.add(ratio(2)).estimate().interval();

        assertThat(first).isEqualTo(alone(mean(1)));
        assertThat(second).isEqualTo(alone(ratio(2)));
    }

    @Test
    void differencesArePairedOverTheSameCases() {
        Resamples resamples = new Resamples(BOOTSTRAP, LEVEL, 0, Runnable::run);
        List<Resamples.Statistic> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            four.add(resamples.add(ratio(i)));
        }

        Interval difference = four.get(1).minus(four.get(0)).estimate().interval();
        Interval interaction = four.get(3)
                .minus(four.get(2))
                .minus(four.get(1).minus(four.get(0)))
                .estimate()
                .interval();

        assertThat(difference).isEqualTo(alone(ratio(1).minus(ratio(0))));
        assertThat(interaction).isEqualTo(alone(ratio(3).minus(ratio(2)).minus(ratio(1).minus(ratio(0)))));
        assertThat(four.get(2).minus(four.get(2)).estimate().interval()).isEqualTo(new Interval(0, 0, 0, LEVEL));
    }

    @Test
    void nothingIsDrawnForWhatNobodyWants() {
        Terms single = Terms.mean(new double[] {1}); // cannot be resampled

        Resamples.Statistic added = new Resamples(BOOTSTRAP, LEVEL, 1, Runnable::run).add(single);

        assertThat(added).isNotNull();
    }

    private static Interval alone(Terms terms) {
        return BOOTSTRAP.intervals(List.of(terms), LEVEL, Runnable::run).get(0);
    }

    private static Terms mean(long seed) {
        return Terms.mean(new SplittableRandom(seed).doubles(CASES).toArray());
    }

    private static Terms ratio(long seed) {
        return Terms.of(
                new SplittableRandom(seed).doubles(2 * CASES, 1, 2).toArray(), 2, (sums, cases) -> sums[0] / sums[1]);
    }
}
