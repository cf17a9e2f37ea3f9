// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoraAdapterTest {

    private static final String GRAPH = "onnx/model_lora.onnx";

    private static LoraInputs inputs(String model) {
        return LoraInputs.of(ModelDirectory.of(SharedModels.model(model)), GRAPH);
    }

    private static Path adapter(String model, String name) {
        return SharedModels.model(model).resolve("adapters").resolve(name);
    }

    @ParameterizedTest
    @CsvSource({"tiny-copy, reverse", "demo-lm, facts-x1", "demo-lm, facts-x10", "demo-lm, raft", "demo-lm, raft-replay"
    })
    void peftFilesGiveTheNumbersOfTheShippedAdapter(String model, String name) throws IOException {
        Path directory = adapter(model, name);
        Path shipped = directory.resolve("adapter.onnx_adapter");
        var expected = AdapterFile.read(shipped, Files.readAllBytes(shipped));

        var seen = PeftAdapter.of(ModelDirectory.of(directory)).inputs(inputs(model));

        assertThat(seen.keySet()).isEqualTo(expected.keySet());
        expected.forEach((input, tensor) -> {
            assertThat(seen.get(input)).extracting(Tensor::dims).isEqualTo(tensor.dims());
            assertThat(seen.get(input)).extracting(Tensor::floats).isEqualTo(tensor.floats());
        });
    }

    @Test
    void bothFormatsHaveOneDigest() {
        Path directory = adapter("demo-lm", "raft");
        LoraInputs inputs = inputs("demo-lm");
        try (LoraAdapter peft = LoraAdapter.open(directory, inputs);
                LoraAdapter own = LoraAdapter.open(directory.resolve("adapter.onnx_adapter"), inputs)) {
            assertThat(peft.digest()).isEqualTo(own.digest()).hasSize(64);
            assertThat(peft.size()).isBetween(870_000L, 880_000L);
        }
    }

    @Test
    void refusesTheAdapterOfAnotherBase() {
        LoraInputs inputs = inputs("tiny-copy");
        assertThatThrownBy(() -> LoraAdapter.open(adapter("demo-lm", "raft"), inputs))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected an adapter of this base")
                .extracting(e -> ((ModelFileException) e).reason())
                .isEqualTo(ModelFileException.Reason.UNSUPPORTED);
    }

    @Test
    void refusesAGraphWithoutInputsForAdapters() {
        LoraInputs none = LoraInputs.of(ModelDirectory.of(SharedModels.model("tiny-copy")), "onnx/model.onnx");
        assertThat(none.isEmpty()).isTrue();
        assertThatThrownBy(() -> LoraAdapter.open(adapter("tiny-copy", "reverse"), none))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("merge the adapter");
    }

    @Test
    void isFreedWhenClosedAndTheLastUseEnds() {
        LoraAdapter adapter = LoraAdapter.open(adapter("tiny-copy", "reverse"), inputs("tiny-copy"));
        LoraAdapter.Use use = adapter.use();
        LoraAdapter.Use other = adapter.use();
        adapter.close();
        adapter.close();
        use.close();
        use.close();
        assertThat(adapter.isFreed()).isFalse();
        other.close();
        assertThat(adapter.isFreed()).isTrue();
        assertThatThrownBy(adapter::use)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
