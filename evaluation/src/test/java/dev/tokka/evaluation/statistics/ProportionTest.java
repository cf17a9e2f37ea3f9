// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** scipy.stats.binomtest(successes, n).proportion_ci(level, 'wilson') and (level, 'exact'), SciPy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.95, 0.0, 0.27753279986288926, 0.0, 0.30849710781876294",
        "10, 10, 0.95, 0.7224672001371109, 1.0, 0.6915028921812371, 1.0",
        "7, 10, 0.95, 0.39677814746114526, 0.892208732593699, 0.3475471499399921, 0.9332604888222655",
        "37, 120, 0.9, 0.24385619835333922, 0.3812626128663938, 0.2390137473904702, 0.3849185496885372",
        "999, 1000, 0.99, 0.9915394337800183, 0.9998825836463816, 0.9925937130616469, 0.9999949874707392"
    })
    void agreesWithSciPy(
            int successes, int n, double level, double low, double high, double exactLow, double exactHigh) {
        Interval wilson = Proportion.wilson(successes, n, level);
        Interval exact = Proportion.clopperPearson(successes, n, level);

        assertThat(wilson.low()).isCloseTo(low, within(1e-9));
        assertThat(wilson.high()).isCloseTo(high, within(1e-9));
        assertThat(exact.low()).isCloseTo(exactLow, within(1e-9));
        assertThat(exact.high()).isCloseTo(exactHigh, within(1e-9));
        assertThat(wilson.estimate()).isEqualTo(successes / (double) n);
    }

    @Test
    void coversAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(7);
        int covered = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            int successes =
                    (int) random.doubles(100).filter(value -> value < 0.7).count();
            covered += Proportion.wilson(successes, 100, 0.95).contains(0.7) ? 1 : 0;
        }

        assertThat(covered / 20_000.0).isBetween(0.93, 0.97);
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportion.wilson(3, 2, 0.95))
                .withMessage("successes must be from 0 to n, and n at least 1, but they are 3 and 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.clopperPearson(0, 0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.wilson(1, 2, 1));
    }
}
