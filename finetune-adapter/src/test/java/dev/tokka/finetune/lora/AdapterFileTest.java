// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoraAdapter;
import dev.tokka.onnx.ModelFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterFileTest {

    private static final Path FILE = Path.of("a.onnx_adapter");

    private static byte[] adapter() {
        return AdapterFile.write(Map.of(
                "x.lora_A.weight", Tensor.of(TensorType.F32, 2, 1, new float[] {1, 2}),
                "x.lora_B.weight", Tensor.of(TensorType.F16, 1, 3, new float[] {3, 4, 5})));
    }

    @Test
    void whatWasWrittenIsRead() {
        Map<String, Tensor> seen = AdapterFile.read(FILE, adapter());

        assertThat(seen).containsOnlyKeys("x.lora_A.weight", "x.lora_B.weight");
        assertThat(seen.get("x.lora_A.weight")).extracting(Tensor::floats).isEqualTo(new float[] {1, 2});
        assertThat(seen.get("x.lora_B.weight")).extracting(Tensor::floats).isEqualTo(new float[] {3, 4, 5});
        assertThat(AdapterFile.write(seen)).isEqualTo(adapter());
    }

    @Test
    void onnxRuntimeTakesWhatWasWritten() throws OrtException {
        OrtEnvironment.getEnvironment();
        try (OrtLoraAdapter adapter = OrtLoraAdapter.create(adapter())) {
            assertThat(adapter).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 8, 40, 100})
    void refusesWhatIsCutOff(int length) {
        assertThatThrownBy(() -> AdapterFile.read(FILE, Arrays.copyOf(adapter(), length)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("a.onnx_adapter");
    }

    @Property(tries = 2000)
    void damageIsRefusedOrHarmless(@ForAll @Size(min = 1, max = 8) byte[] junk, @ForAll @IntRange(max = 300) int at) {
        byte[] bytes = adapter();
        for (int i = 0; i < junk.length; i++) {
            bytes[Math.floorMod(at + i, bytes.length)] = junk[i];
        }
        try {
            AdapterFile.read(FILE, bytes).values().forEach(Tensor::floats);
        } catch (ModelFileException e) {
            assertThat(e).hasMessageContaining("a.onnx_adapter");
        }
    }
}
