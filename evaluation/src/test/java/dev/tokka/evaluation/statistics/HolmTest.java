// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HolmTest {

    private static Stream<JsonNode> holm() {
        return Golden.each("holm");
    }

    @ParameterizedTest
    @MethodSource("holm")
    void agreesWithStatsmodels(JsonNode golden) {
        assertThat(Holm.adjusted(Golden.doubles(golden.get("raw"))))
                .containsExactly(Golden.doubles(golden.get("adjusted")), within(1e-9));
    }

    @Property
    void adjustedValuesAreLargerAndInTheSameOrder(
            @ForAll @Size(max = 12) List<@DoubleRange(min = 0, max = 1) Double> values) {
        double[] raw = values.stream().mapToDouble(Double::doubleValue).toArray();
        double[] adjusted = Holm.adjusted(raw);

        assertThat(adjusted).hasSameSizeAs(raw);
        for (int i = 0; i < raw.length; i++) {
            assertThat(adjusted[i]).isBetween(raw[i], Math.min(1, raw[i] * raw.length)); // no more than Bonferroni's
            for (int j = 0; j < raw.length; j++) {
                assertThat(raw[i] > raw[j] || adjusted[i] <= adjusted[j]).isTrue();
            }
        }
    }

    @Test
    void oneOfManyTrueHypothesesIsRefusedAsRarelyAsPromised() {
        SplittableRandom random = new SplittableRandom(2);
        int trials = 20_000;
        int alarms = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] adjusted = Holm.adjusted(random.doubles(6).toArray());
            alarms += DoubleStream.of(adjusted).anyMatch(p -> p <= 0.05) ? 1 : 0;
        }

        assertThat(alarms / (double) trials).isBetween(0.04, 0.06);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Holm.adjusted(new double[] {0.5, 1.5}))
                .withMessage("a p-value must be in [0, 1] but is 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(new double[] {Double.NaN}));
    }
}
