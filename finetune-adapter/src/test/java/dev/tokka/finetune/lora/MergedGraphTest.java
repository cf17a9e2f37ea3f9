// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static dev.tokka.onnx.GraphWriter.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergedGraphTest {

    private static final float[] NO_WEIGHTS = new float[6];

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"tiny-copy, reverse, 40", "demo-lm, raft-replay, 6"})
    void answersLikeTheGraphWithInputsForAdapters(String model, String name, int rounds)
            throws IOException, OrtException {
        ModelDirectory directory = ModelDirectory.of(SharedModels.model(model));
        Path adapter = directory.path().resolve("adapters").resolve(name);
        OnnxGraph merged = MergedGraph.of(directory, "onnx/model.onnx", adapter);
        OnnxGraph base = OnnxGraph.of(directory, "onnx/model_lora.onnx");
        LoraInputs inputs = LoraInputs.of(directory, "onnx/model_lora.onnx");
        try (LoraAdapter lora = LoraAdapter.open(adapter, inputs)) {
            for (List<Long> ids : goldens(directory, name).subList(0, rounds)) {
                float[] expected = Logits.of(base, ids, Optional.of(lora));
                float[] seen = Logits.of(merged, ids, Optional.empty());
                float[] plain = Logits.of(base, ids, Optional.empty());

                assertThat(distance(seen, expected)).isLessThan(1e-4);
                assertThat(distance(seen, plain)).isGreaterThan(0.1);
            }
        }
        assertThat(merged.digest()).hasSize(64).isNotEqualTo(base.digest());
    }

    @ParameterizedTest
    @CsvSource({"tiny-copy, reverse", "demo-lm, raft-replay"})
    void theBestNextTokensAreTheGoldenOnes(String model, String name) throws IOException, OrtException {
        ModelDirectory directory = ModelDirectory.of(SharedModels.model(model));
        OnnxGraph merged = MergedGraph.of(
                directory,
                "onnx/model.onnx",
                directory.path().resolve("adapters").resolve(name));
        for (JsonNode line : lines(directory, name).subList(0, 5)) {
            List<Long> ids = ids(line, "promptIds");
            List<Long> outputs = ids(line, "outputIds");
            int prompt = ids.size();
            ids.addAll(outputs);
            float[] logits = Logits.of(merged, ids, Optional.empty());
            int width = logits.length / ids.size();
            for (int i = 0; i < outputs.size(); i++) {
                assertThat((long) best(logits, (prompt + i - 1) * width, width)).isEqualTo(outputs.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/model/up/MatMul", "/wrapper/model/up/MatMul"})
    void weightsAreFoundByTheNameOfTheNode(String node) throws IOException, OrtException {
        // W is [2, 3]; A = [1 2], B = [1 10 100]', scale 4 / 1
        write(graph(node, "w", false).floats("w", 3, NO_WEIGHTS));
        peft("model.up", "\"r\": 1, \"lora_alpha\": 4", 3);

        assertThat(merged(1, 0)).containsExactly(4, 40, 400);
        assertThat(merged(0, 1)).containsExactly(8, 80, 800);
    }

    @Test
    void weightsAreFoundByTheirOwnName() throws IOException, OrtException {
        write(graph("node_7", "model.up.weight", false).floats("model.up.weight", 3, 1, 1, 1, 1, 1, 1));
        peft("model.up", "\"r\": 1, \"lora_alpha\": 1", 3);

        assertThat(merged(1, 0)).containsExactly(2, 11, 101);
    }

    @Test
    void weightsMayHaveTheirOutputsFirst() throws IOException, OrtException {
        write(graph("/model/up/Gemm", "w", true).floats("w", 2, NO_WEIGHTS));
        peft("model.up", "\"r\": 1, \"lora_alpha\": 1, \"use_rslora\": true", 3);

        assertThat(merged(0, 1)).containsExactly(2, 20, 200);
    }

    @Test
    void weightsMayBeInAnotherFile() throws IOException, OrtException {
        write(graph("/model/up/MatMul", "w", false).external("w", 2, 3, "weights.bin"));
        ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        numbers.asFloatBuffer().put(new float[] {5, 5, 5, 6, 6, 6});
        Files.write(folder.resolve("weights.bin"), numbers.array());
        peft("model.up", "\"r\": 1, \"lora_alpha\": 1", 3);

        assertThat(merged(1, 1)).containsExactly(11 + 3, 11 + 30, 11 + 300);
    }

    @Test
    void refusesQuantizedWeights() {
        ModelDirectory directory = ModelDirectory.of(SharedModels.model("demo-lm"));
        Path adapter = directory.path().resolve("adapters/raft");
        assertThatThrownBy(() -> MergedGraph.of(directory, "onnx/model_quantized.onnx", adapter))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("quantized (MatMulInteger)");
    }

    @Test
    void refusesTheAdapterOfAnotherBase() throws IOException {
        write(graph("/model/up/MatMul", "w", false).floats("w", 3, NO_WEIGHTS));
        peft("model.up", "\"r\": 1, \"lora_alpha\": 1", 4);
        assertThatThrownBy(() -> merged(1, 1))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("weights of model.up are [2, 3], but the adapter is for [2, 4]");

        peft("model.down", "\"r\": 1, \"lora_alpha\": 1", 3);
        assertThatThrownBy(() -> merged(1, 1))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("has no weights of model.down");
    }

    @Test
    void refusesWeightsThatAnotherPartUsesToo() throws IOException {
        write(new GraphWriter()
                .input("x", FLOAT, "1", "2")
                .named("/model/up/MatMul", "y = MatMul x w")
                .named("/model/head/MatMul", "z = MatMul x w")
                .output("y", FLOAT, "1", "3")
                .output("z", FLOAT, "1", "3")
                .floats("w", 3, NO_WEIGHTS));
        peft("model.up", "\"r\": 1, \"lora_alpha\": 1", 3);

        assertThatThrownBy(() -> merged(1, 1))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("another part of the graph uses them too");
    }

    private static GraphWriter graph(String node, String weight, boolean gemm) {
        GraphWriter graph = new GraphWriter().input("x", FLOAT, "1", "2").output("y", FLOAT, "1", "3");
        return gemm
                ? graph.named(node, "y = Gemm x " + weight, GraphWriter.attribute("transB", 1))
                : graph.named(node, "y = MatMul x " + weight);
    }

    private void write(GraphWriter graph) throws IOException {
        Files.write(folder.resolve("model.onnx"), graph.toBytes());
    }

    /** Writes A = [1 2] and B = [1 10 100 …]'. */
    private void peft(String module, String settings, int outputs) throws IOException {
        float[] b = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            b[i] = (float) Math.pow(10, i);
        }
        new PeftWriter(folder.resolve("adapter"))
                .config(settings)
                .weights(Map.of(
                        "base_model.model." + module + ".lora_A.weight",
                        Tensor.of(TensorType.F32, 1, 2, new float[] {1, 2}),
                        "base_model.model." + module + ".lora_B.weight",
                        Tensor.of(TensorType.F32, outputs, 1, b)));
    }

    private float[] merged(float... x) throws OrtException {
        OnnxGraph graph = MergedGraph.of(ModelDirectory.of(folder), "model.onnx", folder.resolve("adapter"));
        return Logits.times(graph, OnnxJavaType.FLOAT, x);
    }

    private static List<JsonNode> lines(ModelDirectory directory, String adapter) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.file("golden.jsonl"))) {
            JsonNode json = new ObjectMapper().readTree(line);
            if (json.path("adapter").asText().equals(adapter)) {
                lines.add(json);
            }
        }
        return lines;
    }

    private static List<List<Long>> goldens(ModelDirectory directory, String adapter) throws IOException {
        return lines(directory, adapter).stream()
                .map(line -> ids(line, "promptIds"))
                .toList();
    }

    private static List<Long> ids(JsonNode line, String member) {
        List<Long> ids = new ArrayList<>();
        line.path(member).forEach(id -> ids.add(id.longValue()));
        return ids;
    }

    private static double distance(float[] some, float[] others) {
        assertThat(some).hasSameSizeAs(others);
        double distance = 0;
        for (int i = 0; i < some.length; i++) {
            distance = Math.max(distance, Math.abs(some[i] - others[i]));
        }
        return distance;
    }

    private static int best(float[] logits, int start, int width) {
        int best = 0;
        for (int i = 1; i < width; i++) {
            best = logits[start + i] > logits[start + best] ? i : best;
        }
        return best;
    }
}
