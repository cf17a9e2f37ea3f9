// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PowerTest {

    private static Stream<JsonNode> power() {
        return Golden.each("power");
    }

    @ParameterizedTest
    @MethodSource("power")
    void agreesWithSciPyAndStatsmodels(JsonNode golden) {
        Power power =
                new Power(golden.get("alpha").doubleValue(), golden.get("power").doubleValue());
        double deviation = golden.get("deviation").doubleValue();
        double detectable = power.detectable(deviation, golden.get("cases").longValue());

        assertThat(detectable).isCloseTo(golden.get("detectable").doubleValue(), within(1e-9));
        assertThat(power.needed(deviation, golden.get("effect").doubleValue()))
                .isEqualTo(golden.get("needed").longValue());
        // statsmodels also counts differences seen in the wrong direction, which are rare
        assertThat(detectable).isCloseTo(golden.get("statsmodels").doubleValue(), withinPercentage(0.1));
    }

    @Property
    void theCasesNeededAreTheFewestThatSeeTheEffect(
            @ForAll @DoubleRange(min = 0.01, max = 10) double deviation,
            @ForAll @DoubleRange(min = 0.01, max = 10) double effect) {
        long needed = Power.DEFAULT.needed(deviation, effect);

        assertThat(Power.DEFAULT.detectable(deviation, needed)).isLessThanOrEqualTo(effect * (1 + 1e-12));
        if (needed > 2) {
            assertThat(Power.DEFAULT.detectable(deviation, needed - 1)).isGreaterThan(effect * (1 - 1e-12));
        }
        assertThat(Power.DEFAULT.needed(deviation, -effect)).isEqualTo(needed);
    }

    @Property
    void moreComparisonsNeedMoreCases(
            @ForAll @IntRange(min = 1, max = 100) int comparisons,
            @ForAll @DoubleRange(min = 0.1, max = 1) double deviation) {
        assertThat(Power.DEFAULT.over(comparisons + 1).needed(deviation, 0.1))
                .isGreaterThanOrEqualTo(Power.DEFAULT.over(comparisons).needed(deviation, 0.1));
    }

    @Test
    void whatIsDetectableIsDetectedFourTimesOfFive() {
        SplittableRandom random = new SplittableRandom(5);
        int cases = 200;
        double effect = Power.DEFAULT.detectable(Math.sqrt(1 / 3.0), cases); // of numbers from -1 to 1
        int trials = 4000;
        int seen = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] differences = random.doubles(cases, effect - 1, effect + 1).toArray();
            seen += Mean.of(differences).interval(0.95).low() > 0 ? 1 : 0;
        }

        assertThat(seen / (double) trials).isCloseTo(0.8, within(0.02));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Power(0.1, 0.1))
                .withMessage("power must be above alpha, 0.1, but is 0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(0, 0.8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(0.05, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.DEFAULT.over(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.DEFAULT.detectable(-1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.DEFAULT.detectable(1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.DEFAULT.needed(1, 0))
                .withMessage("effect must be finite and not 0 but is 0.0");
        assertThat(Power.DEFAULT.needed(0, 1)).isEqualTo(2);
    }
}
