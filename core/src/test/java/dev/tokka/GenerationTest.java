// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationTest {

    @Test
    void eachCopyChangesOneSetting() {
        Generation generation = Generation.DEFAULT
                .withTemperature(0.5)
                .withTopP(0.9)
                .withMaxTokens(100)
                .withSeed(7)
                .withStops(List.of("END"));

        assertThat(generation)
                .isEqualTo(new Generation(
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.9),
                        OptionalInt.of(100),
                        OptionalLong.of(7),
                        List.of("END")));
        assertThat(Generation.DEFAULT.temperature()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, Double.NaN})
    void refusesTemperaturesOutOfRange(double temperature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.DEFAULT.withTemperature(temperature))
                .withMessage("temperature must be in [0, 2] but is " + temperature);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void refusesSharesOutOfRange(double topP) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.DEFAULT.withTopP(topP))
                .withMessage("topP must be in (0, 1] but is " + topP);
    }

    @Test
    void refusesNoTokensAndEmptyStops() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.DEFAULT.withMaxTokens(0))
                .withMessage("maxTokens must be at least 1 but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generation.DEFAULT.withStops(List.of("END", "")))
                .withMessage("stops must not be empty texts but one is");
    }

    @Test
    void acceptsTheEndsOfTheRanges() {
        assertThat(Generation.DEFAULT
                        .withTemperature(0)
                        .withTemperature(2)
                        .withTopP(1)
                        .withMaxTokens(1))
                .isNotNull();
    }
}
