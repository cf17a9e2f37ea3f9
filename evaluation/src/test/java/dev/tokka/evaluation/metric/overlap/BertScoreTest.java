// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.metric.Tried;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BertScoreTest {

    private static final Map<String, float[]> VECTORS = Map.of(
            "big", new float[] {1, 0},
            "large", new float[] {2, 0},
            "house", new float[] {0, 3},
            "home", new float[] {3, 4},
            "not", new float[] {-5, 0},
            "void", new float[] {0, 0});

    private static float[][] encode(String text) {
        return Arrays.stream(text.split(" ")).map(VECTORS::get).toArray(float[][]::new);
    }

    private static double score(TokenEncoder encoder, String reply, String reference) {
        return Tried.said(new Expected.Texts(List.of(reference)), reply)
                .by(BertScore.of(encoder))
                .value();
    }

    @Test
    void workedByHand() {
        // reply: big fits large by 1, house fits home by 4/5; reference: large 1, home 4/5
        assertThat(score(BertScoreTest::encode, "big house", "large home")).isCloseTo(0.9, within(1e-12));
        // P: big 1, house 0.8, big 1 -> 2.8/3; R: 0.9
        double precision = 2.8 / 3;
        assertThat(score(BertScoreTest::encode, "big house big", "large home"))
                .isCloseTo(2 * precision * 0.9 / (precision + 0.9), within(1e-12));
    }

    @Test
    void rareTokensWeighMore() {
        TokenEncoder weighted = new TokenEncoder() {
            @Override
            public float[][] encode(String text) {
                return BertScoreTest.encode(text);
            }

            @Override
            public double[] weights(String text, int tokens) {
                return Arrays.stream(text.split(" "))
                        .mapToDouble(word -> word.startsWith("h") ? 3 : 1)
                        .toArray();
            }
        };

        // both ways (1 * 1 + 3 * 0.8) / 4
        assertThat(score(weighted, "big house", "large home")).isCloseTo(0.85, within(1e-12));
    }

    @Test
    void oppositesAndEmptyVectorsFitNothing() {
        assertThat(score(BertScoreTest::encode, "not", "big")).isZero();
        assertThat(score(BertScoreTest::encode, "void", "void")).isZero();
        assertThat(score(text -> new float[0][], "big", "big")).isZero();
    }

    @Test
    void brokenEncodersAreNamed() {
        TokenEncoder ragged = text -> new float[][] {new float[text.length()]};

        assertThatThrownBy(() -> score(ragged, "one", "three"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one length");
    }
}
