// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.finetune.decoding.Sequences;
import dev.tokka.finetune.graph.ModelFiles;
import dev.tokka.finetune.graph.WriteModel;
import dev.tokka.onnx.ModelDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoders of the shapes that are in use, with random weights: the engine is not fitted to one model. */
class ShapesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small-llama",
                "small-mistral",
                "small-qwen2",
                "small-qwen3",
                "small-phi3",
                "small-gemma",
                "small-gpt2",
                "small-llama+fp16",
                "small-llama+merged",
                "small-llama+nopositions",
                "small-gpt2+nopositions",
                "small-qwen2+lora",
                "small-qwen2+fp16+lora"
            })
    void readsAllWaysAlike(String name) {
        float tolerance = name.contains("fp16") ? 0.1f : 1e-3f;
        ModelDirectory directory = write(name);
        List<int[]> prompts = prompts(new SplittableRandom(7));
        try (DecoderEngine plain = open(directory, name, 64, 0);
                DecoderEngine cached = open(directory, name, 4, 10_000_000)) {
            List<float[]> alone = prompts.stream()
                    .map(prompt -> plain.call(
                            "",
                            sequences ->
                                    sequences.append(List.of(prompt)).get(0).clone()))
                    .toList();

            List<float[]> together = plain.call("", sequences -> copies(sequences.append(prompts)));
            List<float[]> inBlocks = cached.call("", sequences -> copies(sequences.append(prompts)));
            List<float[]> stepwise = prompts.stream()
                    .map(prompt -> cached.call("", sequences -> oneByOne(sequences, prompt)))
                    .toList();
            List<float[]> again = cached.call("", sequences -> copies(sequences.append(prompts)));

            for (int i = 0; i < prompts.size(); i++) {
                assertThat(together.get(i)).containsExactly(alone.get(i), within(tolerance));
                assertThat(inBlocks.get(i)).containsExactly(alone.get(i), within(tolerance));
                assertThat(stepwise.get(i)).containsExactly(alone.get(i), within(tolerance));
                assertThat(again.get(i)).isEqualTo(inBlocks.get(i)); // to the last bit
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small-llama", "small-gpt2+nopositions", "small-llama+merged"})
    void keepsChosenSequencesInOrder(String name) {
        ModelDirectory directory = write(name);
        List<int[]> prompts = prompts(new SplittableRandom(8));
        int[] next = {5};
        try (DecoderEngine engine = open(directory, name, 4, 0)) {
            List<float[]> alone = prompts.stream()
                    .map(prompt -> engine.call("", sequences -> {
                        sequences.append(List.of(prompt));
                        return sequences.append(List.of(next)).get(0).clone();
                    }))
                    .toList();

            List<float[]> chosen = engine.call("", sequences -> {
                sequences.append(prompts);
                sequences.select(2, 0, 2, 3);
                sequences.select(1, 0, 2, 3);
                return copies(sequences.append(List.of(next, next, next, next)));
            });

            int[] places = {0, 2, 2, 3};
            for (int i = 0; i < places.length; i++) {
                assertThat(chosen.get(i)).containsExactly(alone.get(places[i]), within(1e-3f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small-llama+int8", "small-llama+int4", "smollm2-135m", "qwen2.5-0.5b+int4"})
    void quantizedAndRealSizesRun(String name) {
        try (DecoderEngine engine = open(write(name), name, 64, 0)) {
            int[] prompt = new SplittableRandom(1).ints(70, 3, 200).toArray();
            float[] logits = engine.call("", sequences -> {
                sequences.append(List.of(prompt));
                return sequences.append(List.of(new int[] {7})).get(0).clone();
            });

            assertThat(logits).hasSize(engine.shape().vocabulary());
            assertThat(IntStream.range(0, logits.length)
                            .mapToDouble(i -> logits[i])
                            .distinct()
                            .count())
                    .isGreaterThan(10);
        }
    }

    private ModelDirectory write(String name) {
        return ModelDirectory.of(ModelFiles.write(WriteModel.shape(name), 3, folder.resolve(name)));
    }

    private static DecoderEngine open(ModelDirectory directory, String name, int block, long prefixBytes) {
        String graph = "onnx/" + ModelFiles.graphName(WriteModel.shape(name));
        return DecoderEngine.open(
                directory, OnnxChatOptions.defaults().withGraph(graph).withPrefixBytes(prefixBytes), block);
    }

    /** Prompts of several lengths, of which all begin with the same nine tokens. */
    private static List<int[]> prompts(SplittableRandom random) {
        int[] shared = random.ints(9, 3, 60).toArray();
        List<int[]> prompts = new ArrayList<>();
        for (int length : new int[] {3, 11, 3, 6}) {
            prompts.add(IntStream.concat(IntStream.of(shared), random.ints(length, 3, 60))
                    .toArray());
        }
        return prompts;
    }

    private static float[] oneByOne(Sequences sequences, int[] prompt) {
        float[] last = {};
        for (int token : prompt) {
            last = sequences.append(List.of(new int[] {token})).get(0);
        }
        return last.clone();
    }

    private static List<float[]> copies(List<float[]> rows) {
        return rows.stream().map(float[]::clone).toList();
    }
}
