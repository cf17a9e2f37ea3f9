// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void columnsAreSummedOneByOne() {
        Terms ratio = Terms.of(new double[] {1, 2, 3, 10, 20, 30}, 2, (sums, cases) -> sums[0] / sums[1] + cases);

        assertThat(ratio.value()).isCloseTo(3.1, within(1e-12));
        assertThat(ratio.cases()).isEqualTo(3);
        assertThat(ratio.width()).isEqualTo(2);
    }

    @Test
    void differencesNest() {
        Terms base = Terms.mean(new double[] {0, 0, 1, 0});
        Terms retrieval = Terms.mean(new double[] {1, 0, 1, 0});
        Terms tuned = Terms.mean(new double[] {0, 1, 1, 0});
        Terms both = Terms.mean(new double[] {1, 1, 1, 1});

        assertThat(both.minus(tuned).minus(retrieval.minus(base)).value()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Terms.of(new double[] {1, 2, 3}, 2, (sums, cases) -> 0))
                .withMessage("the number of terms must be a multiple of the width 2 but is 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Terms.mean(new double[] {Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> Terms.mean(new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Terms.mean(new double[] {1}).minus(Terms.mean(new double[] {1, 2})));
    }

    @Test
    void intervalsHoldTheirEnds() {
        Interval interval = Interval.percentile(4, new double[] {16, 1, 8, 2, 4}, 0.8);

        assertThat(interval.low()).isCloseTo(1.4, within(1e-12)); // numpy.quantile([1, 2, 4, 8, 16], [.1, .9])
        assertThat(interval.high()).isCloseTo(12.8, within(1e-12));
        assertThat(interval.width()).isCloseTo(11.4, within(1e-12));
        assertThat(interval.contains(interval.low())).isTrue();
        assertThat(interval.contains(1)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(0, 2, 1, 0.95))
                .withMessage("an interval needs an estimate and low <= high but has estimate 0.0, low 2.0, high 1.0");
    }
}
