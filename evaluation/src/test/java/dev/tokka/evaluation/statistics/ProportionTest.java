// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProportionTest {

    private static Stream<JsonNode> proportions() {
        return Golden.each("proportions");
    }

    @ParameterizedTest
    @MethodSource("proportions")
    void agreesWithSciPy(JsonNode golden) {
        double[] values = Golden.doubles(golden);
        Interval wilson = Proportion.wilson((int) values[0], (int) values[1], values[2]);
        Interval exact = Proportion.clopperPearson((int) values[0], (int) values[1], values[2]);

        assertThat(wilson.low()).isCloseTo(values[3], within(1e-9));
        assertThat(wilson.high()).isCloseTo(values[4], within(1e-9));
        assertThat(exact.low()).isCloseTo(values[5], within(1e-9));
        assertThat(exact.high()).isCloseTo(values[6], within(1e-9));
        assertThat(wilson.estimate()).isEqualTo(values[0] / values[1]);
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
