// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {

    @TempDir
    Path directory;

    /** The width of real models, with one layer and few tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"smollm2-135m", "qwen2.5-0.5b+int4", "gpt2+int8"})
    void writesOneLayerOfTheRealWidth(String name) throws OrtException {
        DecoderShape shape = WriteModel.shape(name).cut(1, 600).withExternalData(true);
        ModelFiles.write(shape, 1, directory);

        try (GraphRun run = new GraphRun(directory.resolve("onnx").resolve(ModelFiles.graphName(shape)))) {
            float[][][] logits = run.append(new long[][] {{1, 2, 3}}, new long[][] {{1, 1, 1}});

            assertThat(logits[0]).hasDimensions(3, 600);
            for (float logit : logits[0][2]) {
                assertThat(logit).isFinite();
            }
        }
    }

    /** As many weights as the model cards say, in gigabytes that are deleted afterwards; for slow builds. */
    @ParameterizedTest
    @CsvSource({"smollm2-135m, 134515008", "qwen2.5-0.5b+fp16, 494032768"})
    void writesRealShapesInFull(String name, long parameters) throws IOException, OrtException {
        assumeTrue(Integer.getInteger("tokka.kills", 8) >= 50, "full shapes take gigabytes: build with -Pslow");
        DecoderShape shape = WriteModel.shape(name);
        ModelFiles.write(shape, 1, directory);
        Path graph = directory.resolve("onnx").resolve(ModelFiles.graphName(shape));

        int width = name.endsWith("fp16") ? 2 : 4;
        long bytes = Files.size(graph.resolveSibling(graph.getFileName() + "_data"));
        assertThat(bytes / width).isBetween((long) (0.999 * parameters), (long) (1.001 * parameters));
        try (GraphRun run = new GraphRun(graph)) {
            assertThat(run.append(new long[][] {{1, 2}}, new long[][] {{1, 1}})[0][1])
                    .hasSize(shape.size().vocabulary());
        }
    }

    @Test
    void writesTheSameForTheSameSeed() throws IOException {
        DecoderShape shape = DecoderShape.small(Family.QWEN2).withExternalData(true);
        Path first = ModelFiles.write(shape, 3, directory.resolve("first"));
        Path same = ModelFiles.write(shape, 3, directory.resolve("same"));
        Path other = ModelFiles.write(shape, 4, directory.resolve("other"));

        for (String file : new String[] {"onnx/model.onnx", "onnx/model.onnx_data"}) {
            assertThat(Files.mismatch(first.resolve(file), same.resolve(file))).isEqualTo(-1);
        }
        assertThat(digest(first)).isEqualTo(digest(same)).isNotEqualTo(digest(other));
    }

    private static String digest(Path model) {
        return OnnxGraph.of(ModelDirectory.of(model), "onnx/model.onnx").digest();
    }

    @Test
    void writesATokenizerOfBytes() throws IOException {
        ModelFiles.write(DecoderShape.small(Family.LLAMA).cut(1, 1000), 1, directory);
        Path file = directory.resolve("tokenizer.json");
        String text = "the cat, 日本語 🏦\n";
        try (HuggingFaceTokenizer tokenizer = Tokenizers.open(file, Files.readAllBytes(file))) {
            long[] ids = tokenizer.encode(text).getIds();

            assertThat(tokenizer.decode(ids)).isEqualTo(text);
            assertThat(ids.length).as("letters are joined").isLessThan(text.getBytes(UTF_8).length);
            assertThat(tokenizer.encode("<|im_end|>").getIds()).containsExactly(2);
            assertThat(tokenizer.encode("qwzx").getIds()[0]).isLessThan(1000);
        }
    }

    @Test
    void refusesShapesThatItDoesNotKnow() {
        assertThatThrownBy(() -> WriteModel.shape("llama")).hasMessageContaining("small-FAMILY but got llama");
        assertThatThrownBy(() -> WriteModel.shape("gpt2+fp8")).hasMessageContaining("but got fp8");
        assertThatThrownBy(() -> WriteModel.main(new String[0])).hasMessageContaining("SHAPE DIRECTORY");
    }
}
