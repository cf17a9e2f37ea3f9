// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    @Test
    void aFoldHasNoPartInTheChoiceOfItsSettings() {
        // Each setting is best where it is measured, so the other one is chosen there.
        double quality = CrossValidation.quality(List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)));
        assertThat(quality).isEqualTo(0);
        assertThat(CrossValidation.quality(List.of(List.of(0.2, 0.4)))).isCloseTo(0.3, within(1e-12));
    }
}
