// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.LoadedModel;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.classification.HeadModel;
import dev.tokka.finetune.classification.Heads;
import dev.tokka.finetune.training.job.TunedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads in files: what Java opens, a file opens, and closes with the model. */
class HeadKindsTest {

    @TempDir
    Path folder;

    @Test
    void aHeadIsWhatJavaOpens() throws IOException {
        Path directory = Heads.write(folder.resolve("topics"), new CharacterFeatures(1, 3, 512));

        try (LoadedModel model = load("{head: {directory: topics, threshold: 0.2}}");
                HeadModel made = HeadModel.open(directory)) {
            assertThat(model.describe()).isEqualTo(made.withThreshold(0.2).describe());
            assertThat(model.answer("my card").reply().orElseThrow().text()).isEqualTo("card");
        }
    }

    @Test
    void aHeadOnAnEncoderNeedsIt() throws IOException {
        Heads.write(folder.resolve("topics"), EmbeddingFeatures.of(new Heads.Words("w")));

        assertThatThrownBy(() -> load("{head: {directory: topics}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("trained on an encoder: open it with that");
    }

    @Test
    void theFileOfAHeadIsAFineTunedModel() throws IOException {
        ModelCard card = new ModelCard("1", "l", "t", "u", "k");
        Path file = TunedModelFile.of("topics", Heads.train(new CharacterFeatures(1, 3, 512)), card)
                .write(folder.resolve("topics"));

        try (LoadedModel model = load("{fine-tuned: {directory: topics}}");
                FineTunedModel made = FineTunedModel.open(file)) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model.answer("my card").reply().orElseThrow().text()).isEqualTo("card");
        }
        assertThatThrownBy(() -> load("{fine-tuned: {directory: topics, base: true}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a head has no adapters");
    }

    @Test
    void theFileOfAHeadOnAnEncoderSaysWhatItNeeds() throws IOException {
        ModelCard card = new ModelCard("1", "l", "t", "u", "k");
        TunedModelFile.of("topics", Heads.train(EmbeddingFeatures.of(new Heads.Words("w"))), card)
                .write(folder.resolve("topics"));

        assertThatThrownBy(() -> load("{fine-tuned: {directory: topics}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:2:21: fine-tuned: ")
                .hasMessageContaining("or name the embedder in the file");
    }

    private LoadedModel load(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: " + model + "\n");
        return new ConfigLoader().withEnvironment(Map.of()).load(file);
    }
}
