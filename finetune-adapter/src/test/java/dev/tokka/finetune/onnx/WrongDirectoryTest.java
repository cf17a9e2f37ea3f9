// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.finetune.graph.DecoderShape;
import dev.tokka.finetune.graph.Family;
import dev.tokka.finetune.graph.ModelFiles;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that cannot be used each say what to do. */
class WrongDirectoryTest {

    @TempDir
    Path folder;

    private Path graph;

    @BeforeEach
    void write() {
        ModelFiles.write(DecoderShape.small(Family.LLAMA), 1, folder);
        graph = folder.resolve("onnx/model.onnx");
    }

    private void refused(Reason reason, String... words) {
        assertThatThrownBy(() -> OnnxChatModel.open(folder).close())
                .isInstanceOfSatisfying(
                        ModelFileException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.reason())
                                .isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void whereThereIsNothing() throws IOException {
        Files.delete(graph);
        refused(Reason.MISSING, "model.onnx");
    }

    @Test
    void withoutATokenizer() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));
        refused(Reason.MISSING, "tokenizer.json", "save_pretrained");
    }

    @Test
    void withoutSettings() throws IOException {
        Files.delete(folder.resolve("config.json"));
        refused(Reason.MISSING, "config.json");
    }

    @Test
    void withTheSettingsOfAnotherModel() throws IOException {
        Path config = folder.resolve("config.json");
        String other = Files.readString(config).replaceAll("\"num_hidden_layers\":\\d+", "\"num_hidden_layers\":77");
        Files.write(config, other.getBytes(UTF_8));
        refused(Reason.UNSUPPORTED, "154", "config.json", "not of one model");
    }

    @Test
    void withAGraphThatIsCutOff() throws IOException {
        byte[] bytes = Files.readAllBytes(graph);
        Files.write(graph, Arrays.copyOf(bytes, bytes.length / 2));
        refused(Reason.MALFORMED, "model.onnx");
    }

    @Test
    void withAPlaceholderInsteadOfAGraph() throws IOException {
        Files.write(graph, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".getBytes(UTF_8));
        refused(Reason.MALFORMED, "model.onnx");
    }

    @Test
    void withAnEncoder() throws IOException {
        Files.write(
                graph,
                new GraphWriter()
                        .input("input_ids", GraphWriter.INT64, "b", "t")
                        .node("last_hidden_state = Identity input_ids")
                        .output("last_hidden_state", GraphWriter.INT64, "b", "t")
                        .toBytes());
        refused(Reason.UNSUPPORTED, "text-generation-with-past", "last_hidden_state");
    }

    @Test
    void withADecoderThatKeepsNothing() throws IOException {
        Files.write(
                graph,
                new GraphWriter()
                        .floats("table", 2, 1, 2, 3, 4)
                        .input("input_ids", GraphWriter.INT64, "b", "t")
                        .node("logits = Gather table input_ids")
                        .output("logits", GraphWriter.FLOAT, "b", "t", "2")
                        .toBytes());
        refused(Reason.UNSUPPORTED, "past_key_values.N.key", "text-generation-with-past");
    }

    @Test
    void withAnInputThatNobodyKnows() throws IOException {
        Files.write(
                graph,
                new GraphWriter()
                        .floats("table", 2, 1, 2, 3, 4)
                        .input("input_ids", GraphWriter.INT64, "b", "t")
                        .input("pixel_values", GraphWriter.FLOAT, "b", "3")
                        .input("past_key_values.0.key", GraphWriter.FLOAT, "b", "1", "p", "2")
                        .node("logits = Gather table input_ids")
                        .output("logits", GraphWriter.FLOAT, "b", "t", "2")
                        .toBytes());
        refused(Reason.UNSUPPORTED, "wants", "expected");
    }

    @Test
    void withAnAdapterOfNoModel() {
        OnnxChatOptions options = OnnxChatOptions.defaults().withAdapter("bank", folder.resolve("none"));
        assertThatThrownBy(() -> OnnxChatModel.open(folder, options).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("none");
    }
}
