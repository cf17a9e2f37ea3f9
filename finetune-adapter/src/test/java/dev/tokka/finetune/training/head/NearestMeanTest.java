// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.finetune.classification.FeatureVector;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestMeanTest {

    private final NearestMean means =
            new NearestMean(List.of(row(2, 0, "fees"), row(4, 2, "fees"), row(0, 3, "cards")));

    private static LabeledFeatures row(float first, float second, String label) {
        return LabeledFeatures.of(FeatureVector.dense(new float[] {first, second}), label);
    }

    @Test
    void theDirectionDecidesAndNotTheLength() {
        assertThat(means.accuracy(List.of(row(100, 10, "fees"), row(0.1f, 1, "cards"))))
                .isEqualTo(1);
    }

    @Test
    void theShareOfRowsThatAreRightIsTheAccuracy() {
        assertThat(means.accuracy(
                        List.of(row(1, 0, "fees"), row(1, 0, "cards"), row(0, 1, "fees"), row(0, 1, "cards"))))
                .isEqualTo(0.5);
    }
}
