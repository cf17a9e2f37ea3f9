// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.finetune.decoding.Sequences;
import dev.tokka.onnx.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generations of transformers and PEFT that must come out token for token, by the engine alone. */
class GoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A generation by the reference; the adapter is empty for the base. */
    record Golden(String adapter, List<Integer> prompt, List<Integer> output, JsonNode json) {

        int[] ids() {
            return prompt.stream().mapToInt(i -> i).toArray();
        }

        static List<Golden> of(Path model) throws IOException {
            Path file = model.resolve("golden.jsonl");
            Assumptions.assumeTrue(Files.exists(file), "the models are not beside the project");
            List<Golden> all = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                JsonNode json = JSON.readTree(line);
                all.add(new Golden(
                        json.path("adapter").isNull()
                                ? ""
                                : json.path("adapter").asText(),
                        numbers(json.path("promptIds")).toList(),
                        numbers(json.path("outputIds")).toList(),
                        json));
            }
            return all;
        }

        private static Stream<Integer> numbers(JsonNode list) {
            return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asInt);
        }
    }

    static final Path MODELS = Path.of("../../shared/models");

    static OnnxChatOptions options(Path model) {
        OnnxChatOptions options = OnnxChatOptions.defaults().withGraph("onnx/model_lora.onnx");
        for (String name : List.of("reverse", "facts-x1", "facts-x10", "raft", "raft-replay")) {
            Path adapter = model.resolve("adapters").resolve(name);
            if (Files.isDirectory(adapter)) {
                options = options.withAdapter(name, adapter.resolve("adapter.onnx_adapter"));
            }
        }
        return options;
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-copy, 64, 0",
        "tiny-copy, 3, 50000",
        "tiny-copy, 3, 50000000",
        "demo-lm, 64, 0",
        "demo-lm, 64, 50000000"
    })
    void alternatingAdaptersFromEightThreadsAtOnce(String name, int block, long prefixBytes) throws Exception {
        Path model = MODELS.resolve(name);
        List<Golden> all = interleaved(Golden.of(model));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (DecoderEngine engine =
                DecoderEngine.open(ModelDirectory.of(model), options(model).withPrefixBytes(prefixBytes), block)) {
            List<Future<List<Integer>>> outputs = all.stream()
                    .map(golden -> threads.submit(() -> engine.call(
                            golden.adapter(),
                            sequences -> greedy(sequences, List.of(golden)).get(0))))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                assertThat(outputs.get(i).get()).isEqualTo(all.get(i).output());
            }
            assertThat(engine.prefixUsage().bytes()).isLessThanOrEqualTo(prefixBytes);
            assertThat(engine.prefixUsage().hits()).isGreaterThanOrEqualTo(block == 3 ? 100 : 0);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({"tiny-copy, 64, 0", "tiny-copy, 3, 0", "tiny-copy, 3, 50000000", "demo-lm, 64, 50000000"})
    void inBatchesOfSixteen(String name, int block, long prefixBytes) throws Exception {
        Path model = MODELS.resolve(name);
        Map<String, List<Golden>> byAdapter = Golden.of(model).stream().collect(Collectors.groupingBy(Golden::adapter));
        try (DecoderEngine engine =
                DecoderEngine.open(ModelDirectory.of(model), options(model).withPrefixBytes(prefixBytes), block)) {
            byAdapter.forEach((adapter, all) -> {
                for (int i = 0; i < all.size(); i += 16) {
                    List<Golden> batch = all.subList(i, Math.min(all.size(), i + 16));
                    List<List<Integer>> outputs = engine.call(adapter, sequences -> greedy(sequences, batch));
                    assertThat(outputs)
                            .isEqualTo(batch.stream().map(Golden::output).toList());
                }
            });
        }
    }

    /** The base and the adapters in turns. */
    static List<Golden> interleaved(List<Golden> all) {
        List<Golden> order = new ArrayList<>();
        int kinds = (int) all.stream().map(Golden::adapter).distinct().count();
        int each = all.size() / kinds;
        IntStream.range(0, all.size()).forEach(i -> order.add(all.get(i % kinds * each + i / kinds)));
        return order;
    }

    private static List<List<Integer>> greedy(Sequences sequences, List<Golden> batch) {
        List<List<Integer>> outputs = batch.stream()
                .map(golden -> (List<Integer>) new ArrayList<Integer>())
                .toList();
        List<Integer> rows =
                new ArrayList<>(IntStream.range(0, batch.size()).boxed().toList());
        List<int[]> next = batch.stream().map(Golden::ids).toList();
        while (true) {
            List<float[]> logits = sequences.append(next);
            List<Integer> going = new ArrayList<>();
            List<int[]> after = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                int best = best(logits.get(i));
                List<Integer> output = outputs.get(rows.get(i));
                output.add(best);
                if (output.size() < batch.get(rows.get(i)).output().size()) {
                    going.add(i);
                    after.add(new int[] {best});
                }
            }
            if (going.isEmpty()) {
                return outputs;
            }
            sequences.select(going.stream().mapToInt(i -> i).toArray());
            rows = new ArrayList<>(going.stream().map(rows::get).toList());
            next = after;
        }
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
