// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The graphs that others are tested with must themselves be right: a cache changes nothing, nor does padding. */
class DecoderGraphTest {

    private static final long[] PROMPT = {5, 17, 200, 33, 8, 120, 44};

    @TempDir
    Path directory;

    static Stream<String> exact() {
        Stream<String> families = Arrays.stream(Family.values()).map(family -> "small-" + family);
        return Stream.concat(
                families,
                Stream.of(
                        "small-llama+nopositions",
                        "small-gpt2+nopositions",
                        "small-llama+merged",
                        "small-qwen2+merged+lora",
                        "small-llama+lora",
                        "small-llama+int4"));
    }

    private GraphRun open(String name) throws OrtException {
        DecoderShape shape = WriteModel.shape(name);
        ModelFiles.write(shape, 7, directory);
        return new GraphRun(directory.resolve("onnx").resolve(ModelFiles.graphName(shape)));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void cacheChangesNothing(String name) throws OrtException {
        try (GraphRun run = open(name)) {
            requireCacheChangesNothing(run, 2e-4f);
        }
    }

    /** Half precision rounds, and inputs made whole numbers are rounded by the largest of a run. */
    @ParameterizedTest
    @ValueSource(strings = {"small-llama+fp16", "small-gpt2+fp16", "small-gemma+fp16+merged", "small-qwen2+fp16+lora"})
    void cacheChangesLittleInHalfPrecision(String name) throws OrtException {
        try (GraphRun run = open(name)) {
            requireCacheChangesNothing(run, 3e-2f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small-llama+int8", "small-gpt2+int8", "small-qwen2+int8+lora"})
    void cacheChangesLittleInWholeNumbers(String name) throws OrtException {
        try (GraphRun run = open(name)) {
            requireCacheChangesNothing(run, 0.2f);
        }
    }

    private static void requireCacheChangesNothing(GraphRun run, float tolerance) throws OrtException {
        float[][] whole = run.append(new long[][] {PROMPT}, ones(PROMPT.length))[0];
        run.restart();
        float[][] first = run.append(new long[][] {Arrays.copyOf(PROMPT, 3)}, ones(3))[0];
        requireClose(first[2], whole[2], tolerance);
        for (int i = 3; i < PROMPT.length; i++) {
            float[][] next = run.append(new long[][] {{PROMPT[i]}}, ones(i + 1))[0];
            requireClose(next[0], whole[i], tolerance);
        }
        assertThat(spread(whole[2])).as("tokens must differ clearly").isGreaterThan(0.5f);
        assertThat(whole[2]).isNotEqualTo(whole[6]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"small-llama", "small-qwen2+merged", "small-gpt2", "small-gemma", "small-llama+nopositions"})
    void paddingChangesNothing(String name) throws OrtException {
        try (GraphRun run = open(name)) {
            float[] alone = run.append(new long[][] {Arrays.copyOf(PROMPT, 3)}, ones(3))[0][2];
            float[] longer = run.append(new long[][] {{9}}, ones(4))[0][0];
            run.restart();
            long[][] batch = {{0, 0, PROMPT[0], PROMPT[1], PROMPT[2]}, {50, 51, 52, 53, 54}};
            float[][][] both = run.append(batch, new long[][] {{0, 0, 1, 1, 1}, {1, 1, 1, 1, 1}});
            requireClose(both[0][4], alone, 2e-4f);
            float[][][] next =
                    run.append(new long[][] {{9}, {9}}, new long[][] {{0, 0, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}});
            requireClose(next[0][0], longer, 2e-4f);
        }
    }

    private static long[][] ones(int length) {
        long[] mask = new long[length];
        Arrays.fill(mask, 1);
        return new long[][] {mask};
    }

    private static float spread(float[] logits) {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (float logit : logits) {
            least = Math.min(least, logit);
            most = Math.max(most, logit);
        }
        return most - least;
    }

    private static void requireClose(float[] seen, float[] expected, float tolerance) {
        assertThat(seen).hasSameSizeAs(expected);
        for (int i = 0; i < seen.length; i++) {
            assertThat(seen[i]).isCloseTo(expected[i], within(tolerance));
        }
    }
}
