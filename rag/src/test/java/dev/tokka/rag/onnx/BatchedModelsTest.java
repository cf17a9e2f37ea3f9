// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static dev.tokka.onnx.GraphWriter.FLOAT;
import static dev.tokka.onnx.GraphWriter.INT64;
import static dev.tokka.onnx.GraphWriter.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.rag.Encoder.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Padded batches give what one text a run gives, or are refused. */
class BatchedModelsTest {

    /** [PAD], [UNK], [CLS], [SEP], fee, card, lost, nan, slow; padding that is not masked out would show. */
    private static final float[] TABLE = {9, -9, 1, 1, 3, 4, 0, 5, 8, -6, 12, 5, 1, 0, 2, 7, 1, 1};

    private static final float[] WEIGHTS = {0, 0, 0, 0, 0.5f, -0.25f, 0.125f, 1, 0};

    @TempDir
    Path directory;

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("fee", "card", "lost", "hello")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(words -> String.join(" ", words))
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 60)
    void anEncodersBatchIsTheTextsAlone(
            @ForAll("texts") List<String> texts,
            @ForAll @IntRange(min = 1, max = 120) int budget,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll Pooling pooling) {
        inFolder(folder -> {
            TinyModel tiny = new TinyModel(folder)
                    .bertTokenizer()
                    .graph(TinyModel.encoder(TABLE, "token_type_ids", "position_ids"));
            tiny.file("tokka-encoder.json", "{\"pooling\": \"" + pooling.name() + "\"}");
            OnnxOptions alone = OnnxOptions.defaults().withThreads(threads);
            try (OnnxEncoder single = OnnxEncoder.open(folder, alone);
                    OnnxEncoder batched = OnnxEncoder.open(folder, alone.withBatchTokens(budget))) {
                List<float[]> expected = single.encode(Role.PASSAGE, texts);
                List<float[]> vectors = batched.encode(Role.PASSAGE, texts);

                assertThat(vectors).hasSameSizeAs(texts);
                for (int i = 0; i < vectors.size(); i++) {
                    assertThat(vectors.get(i)).containsExactly(expected.get(i), within(1e-6f));
                }
                assertThat(batched.describe()).isEqualTo(single.describe());
            }
        });
    }

    @Property(tries = 60)
    void aRerankersBatchIsThePairsAlone(
            @ForAll("texts") List<String> texts,
            @ForAll @IntRange(min = 1, max = 120) int budget,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        inFolder(folder -> {
            new TinyModel(folder).bertTokenizer().graph(TinyModel.scorer(1, WEIGHTS));
            OnnxOptions alone = OnnxOptions.defaults().withThreads(threads);
            try (OnnxReranker single = OnnxReranker.open(folder, alone);
                    OnnxReranker batched = OnnxReranker.open(folder, alone.withBatchTokens(budget))) {
                assertThat(batched.score("fee card", texts))
                        .containsExactly(single.score("fee card", texts), within(1e-6));
            }
        });
    }

    @Test
    void aModelOfSeveralLabelsIsBatchedToo() throws IOException {
        float[] weights = new float[18];
        weights[2 * 4] = 1;
        weights[2 * 5 + 1] = 1;
        new TinyModel(directory)
                .bertTokenizer()
                .graph(TinyModel.scorer(2, weights))
                .file("tokka-reranker.json", "{\"label\": 1}");
        try (OnnxReranker reranker = OnnxReranker.open(
                directory, OnnxOptions.defaults().withThreads(1).withBatchTokens(1000))) {
            double[] scores = reranker.score("hello", List.of("fee", "card card", "hello"));

            assertThat(scores[0]).isCloseTo(1 / (1 + Math.exp(10)), within(1e-6));
            assertThat(scores[1]).isCloseTo(1 / (1 + Math.exp(-20)), within(1e-6));
            assertThat(scores[2]).isCloseTo(0.5, within(1e-6));
        }
    }

    @Test
    void anEncoderWhoseVectorsDependOnTheirNeighboursIsRefused() throws IOException {
        // As dynamic quantization does: every number is divided by the greatest one of the run.
        GraphWriter graph = new GraphWriter()
                .floats("table", 2, TABLE)
                .floats("turn", 2, 1, 0.5f)
                .input("input_ids", INT64, "b", "t")
                .node("rows = Gather table input_ids")
                .node("most = ReduceMax rows", attribute("keepdims", 0))
                .node("scaled = Div rows most")
                .node("last_hidden_state = Add scaled turn")
                .output("last_hidden_state", FLOAT, "b", "t", "2");
        new TinyModel(directory).bertTokenizer().graph(graph).file("tokka-encoder.json", "{\"pooling\": \"mean\"}");

        OnnxEncoder.open(directory).close();
        assertThatThrownBy(
                        () -> OnnxEncoder.open(directory, OnnxOptions.defaults().withBatchTokens(1000)))
                .isInstanceOfSatisfying(ModelFileException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
                    assertThat(e).hasMessageContaining("in a batch as alone").hasMessageContaining("quantized");
                });
    }

    @Test
    void aRerankerThatDoesNotMaskPaddingIsRefused() throws IOException {
        float[] weights = WEIGHTS.clone();
        weights[0] = 0.25f; // of [PAD]
        new TinyModel(directory).bertTokenizer().graph(TinyModel.scorer(1, weights));

        OnnxReranker.open(directory).close();
        assertThatThrownBy(() ->
                        OnnxReranker.open(directory, OnnxOptions.defaults().withBatchTokens(1000)))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void aGraphForOneTextIsRefused() throws IOException {
        GraphWriter graph = new GraphWriter()
                .floats("table", 2, TABLE)
                .input("input_ids", INT64, "1", "t")
                .node("last_hidden_state = Gather table input_ids")
                .output("last_hidden_state", FLOAT, "1", "t", "2");
        new TinyModel(directory).bertTokenizer().graph(graph).file("tokka-encoder.json", "{\"pooling\": \"cls\"}");

        OnnxEncoder.open(directory).close();
        assertThatThrownBy(
                        () -> OnnxEncoder.open(directory, OnnxOptions.defaults().withBatchTokens(1000)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("several texts at once");
    }

    @Test
    void theBundledModelIsQuantizedAndRefusesBatches() throws IOException {
        copy("bge-small-en-v1.5-q.onnx", "model.onnx");
        copy("bge-small-en-v1.5-q-tokenizer.json", "tokenizer.json");
        Files.writeString(directory.resolve("tokka-encoder.json"), "{\"pooling\": \"cls\"}");

        assertThatThrownBy(
                        () -> OnnxEncoder.open(directory, OnnxOptions.defaults().withBatchTokens(4096)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("in a batch as alone");
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream in = BatchedModelsTest.class.getResourceAsStream("/" + resource)) {
            Files.copy(in, directory.resolve(name));
        }
    }

    @Test
    void aBudgetIsPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxOptions.defaults().withBatchTokens(0))
                .withMessageContaining("batchTokens");
    }

    /** Does something with a folder. */
    @FunctionalInterface
    private interface Work {
        void in(Path folder) throws IOException;
    }

    private static void inFolder(Work work) {
        try {
            Path folder = Files.createTempDirectory("tokka-batches");
            try {
                work.in(folder);
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    files.forEach(file -> file.toFile().delete());
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
