// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.onnx.ModelFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    private Map<String, Tensor> read(byte[] bytes) throws IOException {
        return Safetensors.read(Files.write(folder.resolve("a.safetensors"), bytes));
    }

    private static byte[] file(String tensor, int dataBytes) {
        return PeftWriter.file("{\"a\":" + tensor + "}", new byte[dataBytes]);
    }

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void readsEveryType(TensorType type) throws IOException {
        Tensor tensor = Tensor.of(type, 2, 3, new float[] {1, -2, 0.5f, 0, 1024, -0.25f});

        Tensor seen = requireNonNull(
                read(PeftWriter.safetensors(Map.of("a", tensor, "b", tensor))).get("b"));

        assertThat(seen.dims()).containsExactly(2, 3);
        assertThat(seen.floats()).containsExactly(1, -2, 0.5f, 0, 1024, -0.25f);
        assertThat(seen.transposed().floats()).containsExactly(1, 0, -2, 1024, 0.5f, -0.25f);
    }

    @Test
    void halvesAreRoundedToTheNearest() {
        Tensor half = Tensor.of(TensorType.F16, 1, 2, new float[] {0.1f, 1e-7f});
        assertThat(half.floats()[0]).isCloseTo(0.1f, within(3e-5f));
        assertThat(half.floats()[1]).isCloseTo(1e-7f, within(3e-8f));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'dtype':'F32','shape':[2],'data_offsets':[0,4]} | 8 | needs 8 bytes",
                "{'dtype':'F32','shape':[2],'data_offsets':[4,12]} | 12 | begins at byte 4",
                "{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 12 | tells of 8 bytes",
                "{'dtype':'F32','shape':[2],'data_offsets':[0,8]} | 4 | tells of 8 bytes",
                "{'dtype':'F32','shape':[-1],'data_offsets':[0,8]} | 8 | no whole number",
                "{'dtype':'F32','shape':[1e9],'data_offsets':[0,8]} | 8 | no whole number",
                "{'dtype':'F32','shape':[2147483647,2147483647,2147483647],'data_offsets':[0,8]} | 8 | more than",
                "{'dtype':'F32','shape':2,'data_offsets':[0,8]} | 8 | needs 4 bytes",
                "{'dtype':'F32','shape':[2],'data_offsets':[0]} | 8 | another number",
                "{'dtype':'F32','shape':[2],'data_offsets':[-8,0]} | 8 | another number",
                "{'dtype':'I64','shape':[1],'data_offsets':[0,8]} | 8 | another type",
                "7 | 8 | another type"
            })
    void refusesWhatDoesNotFit(String tensor, int bytes, String seen) {
        assertThatThrownBy(() -> read(file(tensor.replace('\'', '"'), bytes)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("a.safetensors")
                .hasMessageContaining(seen);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 3, 1 << 20, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesHeadersThatCannotBe(long length) {
        byte[] bytes = ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put((byte) '{')
                .put((byte) '}')
                .array();
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(ModelFileException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 60})
    void refusesWhatIsCutOff(int length) {
        byte[] whole = PeftWriter.safetensors(Map.of("a", Tensor.of(TensorType.F32, 1, 1, new float[] {1})));
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, length))).isInstanceOf(ModelFileException.class);
    }

    @Test
    void tensorsMayNotOverlap() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
        assertThatThrownBy(() -> read(PeftWriter.file(header, new byte[12])))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("b begins at byte 4 where 8 bytes are taken");
    }

    @Property(tries = 300)
    void anythingElseIsRefusedOrSound(@ForAll @Size(max = 40) byte[] junk, @ForAll @IntRange(max = 200) int at)
            throws IOException {
        byte[] bytes = PeftWriter.safetensors(Map.of("a", Tensor.of(TensorType.F32, 2, 2, new float[4])));
        for (int i = 0; i < junk.length; i++) {
            bytes[Math.floorMod(at + i, bytes.length)] = junk[i];
        }
        Path file = Files.createTempFile("junk", ".safetensors");
        try {
            Safetensors.read(Files.write(file, bytes)).values().forEach(Tensor::floats);
        } catch (ModelFileException e) {
            assertThat(e).hasMessageContaining(file.toString());
        } finally {
            Files.delete(file);
        }
    }
}
