// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgreementTest {

    private static Stream<JsonNode> agreement() {
        return Golden.each("agreement");
    }

    @ParameterizedTest
    @MethodSource("agreement")
    void agreesWithScikitLearnAndSciPy(JsonNode golden) {
        int[] first = Golden.ints(golden.get("first"));
        int[] second = Golden.ints(golden.get("second"));

        assertThat(Agreement.kappa(first, second)).isCloseTo(golden.get("kappa").doubleValue(), within(1e-9));
        assertThat(Agreement.linearKappa(first, second))
                .isCloseTo(golden.get("linear").doubleValue(), within(1e-9));
        assertThat(Agreement.quadraticKappa(first, second))
                .isCloseTo(golden.get("quadratic").doubleValue(), within(1e-9));
        assertThat(Agreement.tauB(doubles(first), doubles(second)))
                .isCloseTo(golden.get("tauB").doubleValue(), within(1e-9));
    }

    @Property
    void raterAndGradesMayBeExchanged(
            @ForAll @Size(min = 1, max = 25) List<@IntRange(max = 4) Integer> grades,
            @ForAll @Size(25) List<@IntRange(max = 4) Integer> others) {
        int[] first = grades.stream().mapToInt(Integer::intValue).toArray();
        int[] second =
                others.stream().limit(first.length).mapToInt(Integer::intValue).toArray();
        int[] reversed = Arrays.stream(second).map(grade -> -grade).toArray();

        assertThat(Agreement.kappa(first, first)).isEqualTo(1);
        assertThat(Agreement.kappa(first, second)).isCloseTo(Agreement.kappa(second, first), within(1e-12));
        assertThat(Agreement.quadraticKappa(first, second)).isBetween(-1.0, 1.0);
        assertThat(Agreement.tauB(doubles(first), doubles(reversed)))
                .isCloseTo(-Agreement.tauB(doubles(second), doubles(first)), within(1e-12));
    }

    @Test
    void oneGradeThroughoutIsDefined() {
        assertThat(Agreement.kappa(new int[] {3, 3}, new int[] {3, 3})).isEqualTo(1);
        assertThat(Agreement.kappa(new int[] {3, 3}, new int[] {2, 3})).isZero();
        assertThat(Agreement.tauB(new double[] {3, 3}, new double[] {2, 3})).isZero();
        assertThat(Agreement.tauB(new double[] {1}, new double[] {1})).isZero();
    }

    @Test
    void refusesWhatIsNotPaired() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agreement.kappa(new int[2], new int[3]))
                .withMessage("grades of the second rater: expected 2 but got 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Agreement.linearKappa(new int[0], new int[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Agreement.tauB(new double[2], new double[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> Agreement.tauB(new double[] {Double.NaN}, new double[1]));
    }

    private static double[] doubles(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
