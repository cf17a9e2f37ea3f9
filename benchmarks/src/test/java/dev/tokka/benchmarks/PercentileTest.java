// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileTest {

    @Test
    void theMedianIsTheMiddleOfAnOddNumber() {
        assertThat(Percentile.median(new double[] {9, 1, 2})).isEqualTo(2);
    }

    @Test
    void theMedianIsTheMeanOfTheMiddleTwoOfAnEvenNumber() {
        assertThat(Percentile.median(new double[] {9, 1, 2, 4})).isEqualTo(3);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> Percentile.median(new double[0]));
    }

    @Test
    void ninetyFivePercentDoNotExceedTheP95() {
        double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();

        assertThat(Percentile.p95(values)).isEqualTo(95);
        assertThat(Percentile.p95(new double[] {3})).isEqualTo(3);
    }
}
