// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeftAdapterTest {

    private static final String RANK_2 = "\"r\": 2, \"lora_alpha\": 8";
    private static final String A = "base_model.model.m.q.lora_A.weight";
    private static final String B = "base_model.model.m.q.lora_B.weight";

    @TempDir
    Path folder;

    private static Tensor zeros(int rows, int columns) {
        return Tensor.of(TensorType.F32, rows, columns, new float[rows * columns]);
    }

    private PeftAdapter adapter(String config, Map<String, Tensor> weights) throws IOException {
        new PeftWriter(folder).config(config).weights(weights);
        return PeftAdapter.of(ModelDirectory.of(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'lora_alpha': 8 | 4",
                "'lora_alpha': 2.5 | 1.25",
                "'lora_alpha': 8, 'use_rslora': true | 5.65685424949238",
                "'lora_alpha': 8, 'alpha_pattern': {'q': 32} | 16",
                "'lora_alpha': 8, 'alpha_pattern': {'m.q': 32} | 16",
                "'lora_alpha': 8, 'alpha_pattern': {'.*q': 32} | 16",
                "'lora_alpha': 8, 'alpha_pattern': {'eq': 32} | 4",
                "'lora_alpha': 8, 'fan_in_fan_out': true, 'target_modules': ['q'], 'bias': 'none' | 4"
            })
    void theScaleIsAlphaByRank(String settings, double scale) throws IOException {
        PeftAdapter adapter =
                adapter("\"r\": 2, " + settings.replace('\'', '"'), Map.of(A, zeros(2, 3), B, zeros(5, 2)));
        assertThat(adapter.updates()).containsOnlyKeys("m.q");
        assertThat(adapter.updates().get("m.q"))
                .extracting(PeftAdapter.Update::scale)
                .isEqualTo(scale);
    }

    @Test
    void modulesMayHaveRanksOfTheirOwn() throws IOException {
        String config = "\"r\": 2, \"lora_alpha\": 8, \"rank_pattern\": {\"q\": 4}";
        PeftAdapter adapter = adapter(config, Map.of(A, zeros(4, 3), B, zeros(5, 4)));
        assertThat(adapter.updates().get("m.q"))
                .extracting(PeftAdapter.Update::scale)
                .isEqualTo(2.0);
    }

    @Test
    void theNameOfTheAdapterMayBeInItsNames() throws IOException {
        PeftAdapter adapter = adapter(
                RANK_2,
                Map.of(
                        "base_model.model.m.q.lora_A.default.weight", zeros(2, 3),
                        "base_model.model.m.q.lora_B.default.weight", zeros(5, 2)));
        assertThat(adapter.updates()).containsOnlyKeys("m.q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'use_dora': true",
                "'lora_bias': true",
                "'modules_to_save': ['lm_head']",
                "'layer_replication': [[0, 2]]",
                "'trainable_token_indices': [1]",
                "'target_parameters': ['experts']",
                "'bias': 'all'",
                "'init_lora_weights': 'pissa_niter_16'",
                "'init_lora_weights': 'olora'"
            })
    void refusesByNameWhatIsNotSupported(String setting) {
        String json = setting.replace('\'', '"');
        String name = json.substring(0, json.indexOf(':'));
        assertThatThrownBy(() -> adapter(RANK_2 + ", " + json, Map.of(A, zeros(2, 3), B, zeros(5, 2))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("adapter_config.json")
                .satisfies(e -> assertThat(((ModelFileException) e).reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void refusesOtherKindsOfAdapters() throws IOException {
        new PeftWriter(folder).weights(Map.of(A, zeros(2, 3), B, zeros(5, 2)));
        Files.writeString(folder.resolve("adapter_config.json"), "{\"peft_type\": \"IA3\"}");
        assertThatThrownBy(() -> PeftAdapter.of(ModelDirectory.of(folder))).hasMessageContaining("it is IA3");
    }

    @Test
    void refusesMatricesThatDoNotBelong() {
        assertThatThrownBy(() -> adapter(RANK_2, Map.of(A, zeros(2, 3)))).hasMessageContaining("[m.q]");
        assertThatThrownBy(() -> adapter(RANK_2, Map.of())).hasMessageContaining("there is none");
        assertThatThrownBy(() -> adapter(RANK_2, Map.of(A, zeros(3, 3), B, zeros(5, 3))))
                .hasMessageContaining("expected rank 2 for m.q")
                .hasMessageContaining("[3, 3]");
        assertThatThrownBy(
                        () -> adapter(RANK_2, Map.of("base_model.model.m.lora_magnitude_vector.weight", zeros(1, 3))))
                .hasMessageContaining("lora_magnitude_vector");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'r': 0, 'lora_alpha': 8",
                "'r': 2",
                "'r': '2', 'lora_alpha': 8",
                "'r': 2, 'lora_alpha': 8, 'rank_pattern': {'(': 1}",
                "'r': 2, 'lora_alpha': 8, 'alpha_pattern': {'q': 'x'}"
            })
    void refusesSettingsThatCannotBe(String settings) {
        assertThatThrownBy(() -> adapter(settings.replace('\'', '"'), Map.of(A, zeros(2, 3), B, zeros(5, 2))))
                .isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(((ModelFileException) e).reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void bothFilesAreNeeded() throws IOException {
        new PeftWriter(folder).config(RANK_2);
        assertThatThrownBy(() -> PeftAdapter.of(ModelDirectory.of(folder)))
                .hasMessageContaining("adapter_model.safetensors");
    }
}
