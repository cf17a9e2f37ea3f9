// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.rag.Encoder.Role;
import dev.tokka.rag.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories in the layout of Hugging Face, made of the bundled encoder's files. */
class ModelDirectoryTest {

    private static final List<String> TEXTS = List.of("The branch opens at nine.", "A lost card is blocked at once.");

    @TempDir
    Path directory;

    @Test
    void aDirectoryOfTheBundledModelGivesItsVectors() throws IOException {
        bundled("{\"pooling_mode_cls_token\": true}");

        try (OnnxEncoder opened = OnnxEncoder.open(directory);
                OnnxEncoder bundled = OnnxEncoder.bgeSmallEn(2)) {
            List<float[]> vectors = opened.encode(Role.PASSAGE, TEXTS);
            List<float[]> expected = bundled.encode(Role.PASSAGE, TEXTS);

            assertThat(vectors.get(0)).containsExactly(expected.get(0));
            assertThat(vectors.get(1)).containsExactly(expected.get(1));
            assertThat(opened.covers(Language.JAPANESE)).isTrue();
            assertThat(opened.describe().properties()).containsEntry("maxTokens", "512");
        }
    }

    @Test
    void theSettingsFileDecidesPrefixesPoolingAndCut() throws IOException {
        bundled("{\"pooling_mode_cls_token\": true}");
        write(
                "tokka-encoder.json",
                "{\"name\": \"own\", \"queryPrefix\": \"query: \", \"passagePrefix\": \"passage: \", \"dimension\": 16,"
                        + " \"languages\": [\"en\"]}");

        try (OnnxEncoder opened = OnnxEncoder.open(directory);
                OnnxEncoder bundled = OnnxEncoder.bgeSmallEn(1)) {
            float[] cut = opened.encode(Role.QUERY, List.of("card")).get(0);
            float[] whole = bundled.encode(Role.PASSAGE, List.of("query: card")).get(0);

            assertThat(opened).hasToString("own");
            assertThat(cut).hasSize(16).hasSize(opened.dimension());
            assertThat(cut[3] / cut[0]).isCloseTo(whole[3] / whole[0], within(1e-4f)); // only the length changes
            assertThat(length(cut)).isCloseTo(1, within(1e-5));
            assertThat(opened.covers(Language.JAPANESE)).isFalse();
        }
    }

    @Test
    void optionsGoBeforeFiles() throws IOException {
        bundled("{\"pooling_mode_mean_tokens\": true}");
        OnnxOptions options = OnnxOptions.defaults().withDimension(8).withLanguages(Set.of(Language.ENGLISH));

        try (OnnxEncoder plain = OnnxEncoder.open(directory);
                OnnxEncoder cut = OnnxEncoder.open(directory, options)) {
            assertThat(cut.dimension()).isEqualTo(8);
            assertThat(cut.covers(Language.JAPANESE)).isFalse();
            assertThat(cut.describe()).isNotEqualTo(plain.describe());
        }
    }

    @Test
    void poolingIsNotGuessed() throws IOException {
        bundled("{}");

        assertRefused(Reason.UNDECIDED, "pooling");
    }

    @Test
    void anEncoderIsNoReranker() throws IOException {
        bundled("{\"pooling_mode_cls_token\": true}");

        assertThatThrownBy(() -> OnnxReranker.open(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("last_hidden_state");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        bundled("{\"pooling_mode_cls_token\": true}");
        byte[] whole = Files.readAllBytes(directory.resolve("onnx/model.onnx"));
        Files.write(directory.resolve("onnx/model.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertRefused(Reason.MALFORMED, "cut off");
        for (String other :
                List.of("version https://git-lfs.github.com/spec/v1\n", "<html>", "PK\3\4zip", "\177ELF..", "")) {
            write("onnx/model.onnx", other);
            assertRefused(Reason.MALFORMED, "model.onnx");
        }
        Files.write(directory.resolve("onnx/model.onnx"), whole);
        write("tokenizer.json", "<html>secret</html>");
        assertThatThrownBy(() -> OnnxEncoder.open(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tokenizer.json")
                .hasMessageNotContaining("secret");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> OnnxEncoder.open(directory.resolve("none")))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
        assertRefused(Reason.MISSING, "model.onnx");
    }

    @Test
    void namesAndLinksDoNotLeadOutOfTheDirectory() throws IOException {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        write("secret.onnx", "outside");
        Files.createSymbolicLink(inside.resolve("model.onnx"), directory.resolve("secret.onnx"));

        assertThatThrownBy(() -> OnnxEncoder.open(inside))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUTSIDE));
        assertThatThrownBy(() -> OnnxEncoder.open(inside, OnnxOptions.defaults().withModel("../secret.onnx")))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUTSIDE));
    }

    private void assertRefused(Reason reason, String words) {
        assertThatThrownBy(() -> OnnxEncoder.open(directory))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private void bundled(String pooling) throws IOException {
        Files.createDirectories(directory.resolve("onnx"));
        copy("bge-small-en-v1.5-q.onnx", "onnx/model.onnx");
        copy("bge-small-en-v1.5-q-tokenizer.json", "tokenizer.json");
        write("config.json", "{\"model_type\": \"bert\", \"max_position_embeddings\": 512}");
        write("1_Pooling/config.json", pooling);
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream in = OnnxEncoder.class.getResourceAsStream("/" + resource)) {
            assertThat(in).isNotNull();
            Files.copy(in, directory.resolve(name));
        }
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.write(directory.resolve(name), content.getBytes(UTF_8));
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
