// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static dev.tokka.onnx.GraphWriter.FLOAT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs made to harm whoever opens them: each is refused with a typed exception, soon. */
@Timeout(30)
class HostileGraphTest {

    @TempDir
    Path outside;

    private Path model() throws IOException {
        return Files.createDirectories(outside.resolve("model"));
    }

    private void refused(byte[] graph) throws IOException {
        Files.write(model().resolve("model.onnx"), graph);
        ModelDirectory directory = ModelDirectory.of(model());
        long start = System.nanoTime();
        assertThatThrownBy(() -> {
                    LoraInputs.of(directory, "model.onnx");
                    GuardedSession.open(OnnxGraph.of(directory, "model.onnx"), options -> {})
                            .close(() -> {});
                })
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("model.onnx");
        Assertions.assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static GraphWriter graph() {
        return new GraphWriter().input("x", FLOAT, "1", "2").output("y", FLOAT, "1", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../weights.bin",
                "/etc/passwd",
                "onnx/../../weights.bin",
                "*/_ORT_MEM_ADDR_/*",
                "missing.bin",
                "",
                ".",
                "link.bin",
                "hard.bin"
            })
    void tensorsFromElsewhere(String location) throws IOException {
        Path weights = Files.write(outside.resolve("weights.bin"), new byte[24]);
        Files.createSymbolicLink(model().resolve("link.bin"), weights);
        Files.createLink(model().resolve("hard.bin"), weights);

        refused(graph().node("y = MatMul x w").external("w", 2, 3, location).toBytes());
    }

    static Stream<byte[]> files() {
        byte[] sound =
                graph().node("y = MatMul x w").floats("w", 3, new float[6]).toBytes();
        return Stream.of(
                new byte[0],
                Arrays.copyOf(sound, sound.length - 9),
                Arrays.copyOf(sound, 5),
                "\177ELF\2\1\1".getBytes(ISO_8859_1),
                "PK\3\4\24\0".getBytes(ISO_8859_1),
                "<!DOCTYPE html><title>404</title>".getBytes(ISO_8859_1),
                "version https://git-lfs.github.com/spec/v1\noid sha256:0".getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesThatAreNoGraphs(byte[] file) throws IOException {
        refused(file);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 62, 1L << 48})
    void tensorsOfImpossibleSizes(long dim) throws IOException {
        GraphWriter.Message tensor = new GraphWriter.Message()
                .number(1, dim)
                .number(1, 3)
                .number(2, FLOAT)
                .text(8, "w")
                .bytes(9, new byte[24]);
        refused(graph().node("y = MatMul x w").tensor(tensor).toBytes());
    }

    @Test
    void aPetabyteThatIsMadeWhileLoading() throws IOException {
        refused(graph().node("w = ConstantOfShape size")
                .node("y = MatMul x w")
                .integers("size", 1L << 24, 1L << 24)
                .toBytes());
    }

    @Test
    void nodesThatWaitForEachOther() throws IOException {
        refused(graph().node("a = Add x b")
                .node("b = Add x a")
                .node("y = Add a b")
                .toBytes());
    }

    @Test
    void operatorsThatNobodyKnows() throws IOException {
        refused(graph().node("y = Backdoor x").toBytes());
    }

    @Test
    void graphsInGraphsWithoutEnd() throws IOException {
        GraphWriter inner = new GraphWriter();
        for (int depth = 0; depth < 200; depth++) {
            inner = new GraphWriter().node("y = If x", GraphWriter.attribute("then_branch", inner));
        }
        refused(inner.toBytes());
    }

    @Test
    void adaptersAreHeldToTheSizesOfTheGraph() throws IOException {
        Files.write(
                model().resolve("model.onnx"),
                new GraphWriter()
                        .input("x", FLOAT, "1", "2")
                        .input("q.lora_A.weight", FLOAT, "2", "rank")
                        .input("q.lora_B.weight", FLOAT, "rank", "3")
                        .output("y", FLOAT, "1", "3")
                        .node("a = MatMul x q.lora_A.weight")
                        .node("y = MatMul a q.lora_B.weight")
                        .floats("q.lora_A.weight", 1, 0, 0)
                        .floats("q.lora_B.weight", 3, 0, 0, 0)
                        .toBytes());
        LoraInputs inputs = LoraInputs.of(ModelDirectory.of(model()), "model.onnx");

        Tensor a = Tensor.of(TensorType.F32, 2, 4, new float[8]);
        Tensor wide = Tensor.of(TensorType.F32, 5, 3, new float[15]);
        Tensor half = Tensor.of(TensorType.F16, 4, 3, new float[12]);
        refusedAdapter(inputs, Map.of("q.lora_A.weight", a), "q.lora_B.weight beside");
        refusedAdapter(
                inputs, Map.of("q.lora_A.weight", a, "q.lora_B.weight", wide), "has 4 and q.lora_B.weight has 5");
        refusedAdapter(inputs, Map.of("q.lora_A.weight", a, "q.lora_B.weight", half), "expected F32");
        refusedAdapter(inputs, Map.of("q.lora_A.weight", wide, "q.lora_B.weight", a), "is [2, rank]");
        refusedAdapter(inputs, Map.of("k.lora_A.weight", a), "but the adapter has k.lora_A.weight");
        refusedAdapter(inputs, Map.of(), "has none");
    }

    private void refusedAdapter(LoraInputs inputs, Map<String, Tensor> tensors, String seen) throws IOException {
        Path file = Files.write(outside.resolve("a.onnx_adapter"), AdapterFile.write(tensors));
        assertThatThrownBy(() -> LoraAdapter.open(file, inputs))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("a.onnx_adapter")
                .hasMessageContaining(seen);
    }
}
