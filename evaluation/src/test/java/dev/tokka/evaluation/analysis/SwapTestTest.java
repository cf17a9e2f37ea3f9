// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapTestTest {

    /** scipy.stats.binomtest(first, first + second).pvalue, SciPy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "1, 7, 0.0703125",
        "10, 10, 1.0",
        "0, 6, 0.03125",
        "35, 60, 0.013378703026003939",
        "60, 35, 0.013378703026003939",
        "200, 300, 8.940066542253288e-06",
        "0, 0, 1"
    })
    void mcNemarAgreesWithSciPy(int onlyFirst, int onlySecond, double expected) {
        assertThat(SwapTest.mcNemar(onlyFirst, onlySecond)).isCloseTo(expected, within(1e-9 * expected));
    }

    /** scipy.stats.permutation_test((values,), numpy.sum, permutation_type='samples', n_resamples=numpy.inf).pvalue. */
    @ParameterizedTest
    @CsvSource({
        "-0.33 2.53 -1.61 -0.32 0.93, 0.75",
        "0.45 1.22 0.58 -0.37 1.58 1.86 0.9 0.01 -0.78, 0.07421875",
        "0.22 1.82 0.03 0.9 -1.03 0.02 0.49 1.22 1.74 2.65 -0.6 1.71, 0.03466796875",
        "1 1 -1 2 0 1, 0.3125"
    })
    void signFlipsAgreeWithSciPy(String values, double expected) {
        assertThat(pValue(doubles(values), 0)).isCloseTo(expected, within(1e-9));
    }

    /** The share of all flips of 16 values, of which 20,000 draws are within four standard errors. */
    @Test
    void drawnFlipsAreNearTheExactShare() {
        double[] values = new SplittableRandom(4).doubles(16, -1, 1.6).toArray();
        double exact = share(values);

        double drawn = pValue(values, 20_000);

        assertThat(drawn).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / 20_000) + 1e-4));
    }

    /** For right and wrong answers the sign-flip test is McNemar's. */
    @ParameterizedTest
    @CsvSource({"1, 9", "4, 4", "2, 11"})
    void ofEqualDifferencesSignFlipsAreMcNemars(int onlyFirst, int onlySecond) {
        double[] differences = new double[onlyFirst + onlySecond];
        Arrays.fill(differences, 1);
        Arrays.fill(differences, 0, onlyFirst, -1);

        assertThat(pValue(differences, 0)).isCloseTo(SwapTest.mcNemar(onlyFirst, onlySecond), within(1e-12));
    }

    private static double pValue(double[] differences, int draws) {
        boolean[] movable = new boolean[differences.length];
        IntStream.range(0, movable.length).forEach(i -> movable[i] = differences[i] != 0);
        return SwapTest.pValue(
                swapped -> IntStream.range(0, swapped.length)
                        .mapToDouble(i -> swapped[i] ? -differences[i] : differences[i])
                        .sum(),
                movable,
                draws,
                new SplittableRandom(1));
    }

    private static double share(double[] values) {
        double observed = Math.abs(Arrays.stream(values).sum());
        int hits = 0;
        for (int flips = 0; flips < 1 << values.length; flips++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += (flips >> i & 1) == 1 ? -values[i] : values[i];
            }
            hits += Math.abs(sum) >= observed - 1e-12 ? 1 : 0;
        }
        return hits / (double) (1 << values.length);
    }

    private static double[] doubles(String values) {
        return Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
