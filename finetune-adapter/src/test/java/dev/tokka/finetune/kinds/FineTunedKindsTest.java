// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.onnx.OnnxChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fine-tuned models in files: what Java opens, a file opens, and closes with the model. */
class FineTunedKindsTest {

    private static final Path TINY =
            Path.of("src/test/resources/models/tiny-copy").toAbsolutePath();
    private static final String CARD = "'name': 'm', 'version': '1', 'licence': 'l', 'trainingData': 't',"
            + " 'intendedUse': 'u', 'knownLimits': 'k'";

    @TempDir
    Path folder;

    @Test
    void aFineTunedModelIsWhatJavaOpens() throws IOException {
        Path directory = tiny();
        LoadedModel model = load("{fine-tuned: {directory: tuned}}");

        try (model;
                FineTunedModel made = FineTunedModel.open(directory)) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model).hasToString("fineTuned(m)");
        }
        assertThatThrownBy(() -> model.answer("a")).isInstanceOf(ModelUnavailableException.class);
    }

    @Test
    void adaptersShareWhatIsOpened() throws IOException {
        Path directory = tiny();
        String both =
                "{fallback: [{fine-tuned: {directory: tuned, adapter: reverse}}, {fine-tuned: {directory: tuned}}]}";

        try (LoadedModel model = load(both);
                FineTunedModel made = FineTunedModel.open(directory)) {
            assertThat(model.describe())
                    .isEqualTo(DomainModels.fallback(made.withAdapter("reverse"), made)
                            .describe());
        }
    }

    @Test
    void theBaseAnswersWithoutAnAdapter() throws IOException {
        Path directory = tiny();

        try (LoadedModel model = load("{fine-tuned: {directory: tuned, base: true}}");
                FineTunedModel made = FineTunedModel.open(directory)) {
            assertThat(model.describe()).isEqualTo(made.withAdapter("").describe());
        }
        assertThatThrownBy(() -> load("{fine-tuned: {directory: tuned, base: true, adapter: reverse}}"))
                .hasMessageContaining("expected either 'adapter' or 'base' but found both");
    }

    @Test
    void aDirectoryOfOnnxIsWhatJavaOpens() throws IOException {
        try (LoadedModel model = load("{onnx: \"" + TINY + "\"}");
                OnnxChatModel made = OnnxChatModel.open(TINY)) {
            assertThat(model.describe()).isEqualTo(made.asDomainModel().describe());
        }
    }

    @Test
    void theKeyOfAServedModelComesFromTheEnvironmentOfTheLoader() throws IOException {
        write("'base': {'kind': 'vllm', 'url': 'http://localhost:1/v1', 'model': 'a', 'api': 'completion',"
                + " 'keyVariable': 'TOKKA_SERVED_KEY'}");

        assertThatThrownBy(() -> load("{fine-tuned: {directory: tuned}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:2:21: fine-tuned: ")
                .hasMessageContaining("TOKKA_SERVED_KEY");

        Path file = folder.resolve("model.yaml");
        new ConfigLoader()
                .withEnvironment(Map.of("TOKKA_SERVED_KEY", "sk-1234"))
                .load(file)
                .close();
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        tiny();

        assertThatThrownBy(() -> load("{fine-tuned: {directory: tuned, adapter: upper}}"))
                .hasMessageContaining("model.yaml:2:21: fine-tuned: ")
                .hasMessageContaining("upper");
        assertThatThrownBy(() -> load("{fine-tuned: {directory: none}}"))
                .hasMessageContaining("model.yaml:2:33: expected a directory but found none at");
        assertThatThrownBy(() -> load("{onnx: .}")).hasMessageContaining("model.yaml:2:15: onnx: ");
    }

    private Path tiny() throws IOException {
        return write("'base': '" + TINY + "', 'graph': 'onnx/model_lora.onnx', 'adapters': {'reverse': '" + TINY
                + "/adapters/reverse'}");
    }

    private Path write(String members) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("tuned"));
        String json = "{" + CARD + ", 'prompt': {'format': 'alpaca'}, " + members + "}";
        Files.writeString(directory.resolve("tokka-model.json"), json.replace('\'', '"'));
        return directory;
    }

    private LoadedModel load(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: " + model + "\n");
        return new ConfigLoader().withEnvironment(Map.of()).load(file);
    }
}
