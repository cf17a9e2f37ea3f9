// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    @Property(tries = 100)
    void vectorsKeepTheirNumbers(@ForAll @Size(min = 1, max = 20) float @FloatRange(min = -9, max = 9) [] numbers) {
        FeatureVector vector = FeatureVector.dense(numbers);

        float[] kept = vector.toArray();
        assertThat(vector.size()).isEqualTo(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(kept[i] + 0f).isEqualTo(numbers[i] + 0f);
        }
        assertThat(FeatureVector.dense(kept)).isEqualTo(vector).hasSameHashCodeAs(vector);
    }

    @Test
    void whatIsNoVectorIsRefused() {
        assertThatThrownBy(() -> FeatureVector.dense(new float[] {1, Float.NaN}))
                .hasMessage("expected finite features but column 1 is NaN");
        assertThatThrownBy(() -> FeatureVector.dense(new float[0])).hasMessageContaining("size");
        assertThatThrownBy(() -> FeatureVector.sparse(3, new int[] {1, 1}, new float[2]))
                .hasMessage("expected ascending columns from 0 to 2 but number 1 is 1");
        assertThatThrownBy(() -> FeatureVector.sparse(3, new int[] {3}, new float[1]))
                .hasMessageContaining("number 0 is 3");
        assertThatThrownBy(() -> FeatureVector.sparse(3, new int[] {1}, new float[2]))
                .hasMessageContaining("1 columns but there are 2");
    }

    @Test
    void vectorsDoNotShowTheirNumbers() {
        assertThat(FeatureVector.dense(new float[] {0, 5})).hasToString("features(1 of 2)");
    }

    @Test
    void runsOfCharactersAreCounted() {
        CharacterFeatures characters = new CharacterFeatures(1, 2, 1 << 16);

        float[] counts = characters.features("Aba").toArray();

        assertThat(counts[characters.column("a")]).isEqualTo(2);
        assertThat(counts[characters.column("b")]).isEqualTo(1);
        assertThat(counts[characters.column(" a")]).isEqualTo(1);
        assertThat(counts[characters.column("ba")]).isEqualTo(1);
        assertThat(counts[characters.column("a ")]).isEqualTo(1);
        float sum = 0;
        for (float count : counts) {
            sum += count;
        }
        assertThat(sum).as("5 characters with the spaces, 4 pairs").isEqualTo(9);
    }

    @Test
    void widthCaseAndSpacesDoNotMatter() {
        CharacterFeatures characters = CharacterFeatures.DEFAULT;

        assertThat(characters.features("ＡＢＣ　ﾃｽﾄ")).isEqualTo(characters.features(" abc  テスト\n"));
        assertThat(characters.features("𠮷野家").kept())
                .as("a character beyond 16 bits is one")
                .isPositive();
    }

    @Test
    void wrongRangesAreRefused() {
        assertThatThrownBy(() -> new CharacterFeatures(0, 2, 256)).hasMessageContaining("shortest");
        assertThatThrownBy(() -> new CharacterFeatures(3, 2, 256)).hasMessageContaining("longest");
        assertThatThrownBy(() -> new CharacterFeatures(1, 2, 255)).hasMessageContaining("size");
        assertThatThrownBy(() -> CharacterFeatures.DEFAULT.features(" ")).hasMessage("text must not be blank");
    }

    @Test
    void vectorsOfEncodersAreDividedByTheirLength() {
        EmbeddingFeatures features = EmbeddingFeatures.of(text -> new float[] {3, 4});

        assertThat(features.size()).isEqualTo(2);
        assertThat(features.features("x").toArray()).containsExactly(0.6f, 0.8f);
        assertThat(features.counts()).isFalse();
    }

    @Test
    void vectorsThatCannotBeUsedAreRefused() {
        EmbeddingFeatures zero = new EmbeddingFeatures(text -> new float[2], 2);
        EmbeddingFeatures nan = new EmbeddingFeatures(text -> new float[] {Float.NaN, 1}, 2);
        EmbeddingFeatures longer = new EmbeddingFeatures(text -> new float[3], 2);

        assertThatThrownBy(() -> zero.features("x")).isInstanceOf(ModelUnavailableException.class);
        assertThatThrownBy(() -> nan.features("x")).isInstanceOf(ModelUnavailableException.class);
        assertThatThrownBy(() -> longer.features("x"))
                .hasMessage("expected a vector of 2 numbers but the embedder gave 3");
    }
}
