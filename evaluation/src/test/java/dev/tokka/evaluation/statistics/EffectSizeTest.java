// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EffectSizeTest {

    private final JsonNode golden = Golden.of("effects");

    @Test
    void pairsAgreeWithNumPy() {
        double[] first = Golden.doubles(Golden.of("paired").get("first"));
        double[] differences = Golden.doubles(Golden.of("paired").get("second"));
        for (int i = 0; i < first.length; i++) {
            differences[i] -= first[i];
        }

        assertThat(EffectSize.cohensD(differences))
                .isCloseTo(golden.get("cohensD").doubleValue(), within(1e-9));
        assertThat(EffectSize.hedgesG(differences))
                .isCloseTo(golden.get("hedgesG").doubleValue(), within(1e-9));
    }

    @Test
    void dominanceAgreesWithSciPy() {
        assertThat(EffectSize.cliffsDelta(Golden.doubles(golden.get("first")), Golden.doubles(golden.get("second"))))
                .isCloseTo(golden.get("cliffsDelta").doubleValue(), within(1e-9));
    }

    @Test
    void proportionsAgreeWithStatsmodels() {
        for (JsonNode one : golden.get("cohensH")) {
            double[] values = Golden.doubles(one);
            assertThat(EffectSize.cohensH(values[0], values[1])).isCloseTo(values[2], within(1e-9));
        }
    }

    @Test
    void oddsAgreeWithSciPy() {
        for (JsonNode one : golden.get("odds")) {
            double[] values = Golden.doubles(one);
            Interval odds = EffectSize.discordantOdds((int) values[0], (int) values[1], values[2]);

            assertThat(odds.estimate()).isEqualTo(values[1] / values[0]);
            assertThat(odds.low()).isCloseTo(values[3], within(1e-9));
            assertThat(odds.high())
                    .satisfiesAnyOf(
                            high -> assertThat(high).isEqualTo(values[4]),
                            high -> assertThat(high).isCloseTo(values[4], within(1e-9 * values[4])));
        }
    }

    @Property
    void dominanceIsTheBalanceOfAllPairs(
            @ForAll @Size(min = 1, max = 20) List<Byte> first, @ForAll @Size(min = 1, max = 20) List<Byte> second) {
        int balance = 0;
        for (byte a : first) {
            for (byte b : second) {
                balance += Integer.compare(b, a);
            }
        }

        assertThat(EffectSize.cliffsDelta(doubles(first), doubles(second)))
                .isCloseTo(balance / (double) (first.size() * second.size()), within(1e-12));
    }

    @Test
    void whatDoesNotVaryHasNoFiniteSize() {
        assertThat(EffectSize.cohensD(new double[] {0, 0})).isZero();
        assertThat(EffectSize.hedgesG(new double[] {1, 1, 1})).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(EffectSize.cohensD(new double[] {-1, -1})).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectSize.hedgesG(new double[2]))
                .withMessage("the number of differences must be at least 3 but is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectSize.cohensH(0.5, 1.1))
                .withMessage("a proportion must be in [0, 1] but is 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectSize.discordantOdds(0, 0, 0.95))
                .withMessage("the number of discordant cases must be at least 1 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> EffectSize.discordantOdds(-1, 2, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> EffectSize.cliffsDelta(new double[0], new double[1]));
    }

    private static double[] doubles(List<Byte> values) {
        return values.stream().mapToDouble(Byte::doubleValue).toArray();
    }
}
