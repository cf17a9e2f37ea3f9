// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileManifestTest {

    @TempDir
    Path outside;

    private Path model;

    @BeforeEach
    void files() throws IOException {
        model = outside.resolve("model");
        Files.createDirectories(model.resolve("onnx"));
        Files.writeString(model.resolve("tokenizer.json"), "{}");
        Files.writeString(model.resolve("onnx/model.onnx"), "graph");
    }

    private AbstractThrowableAssert<?, ?> refused(Reason reason, String file) {
        return assertThatThrownBy(() -> FileManifest.read(model).check(model))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(file)
                .satisfies(e -> assertThat(((ModelFileException) e).reason()).isEqualTo(reason));
    }

    @Test
    void holdsTheDigestOfEveryFile() {
        FileManifest manifest = FileManifest.of(model);
        assertThat(FileManifest.isIn(model)).isFalse();
        manifest.write(model);

        assertThat(FileManifest.isIn(model)).isTrue();
        assertThat(FileManifest.read(model)).isEqualTo(manifest);
        assertThat(manifest.digests())
                .containsOnlyKeys("onnx/model.onnx", "tokenizer.json")
                .containsEntry("tokenizer.json", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        FileManifest.read(model).check(model);
        assertThat(FileManifest.of(model)).isEqualTo(manifest); // it does not hold itself
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx/model.onnx", "tokenizer.json"})
    void aChangedFileIsNamed(String file) throws IOException {
        FileManifest manifest = FileManifest.of(model);
        manifest.write(model);
        Files.writeString(model.resolve(file), "other");

        refused(Reason.MALFORMED, file).hasMessageContaining("SHA-256");
        assertThat(FileManifest.of(model).digest()).isNotEqualTo(manifest.digest());
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        FileManifest.of(model).write(model);
        Files.delete(model.resolve("tokenizer.json"));

        refused(Reason.MISSING, "tokenizer.json");
    }

    @Test
    void aFileThatIsNotInItIsNamed() throws IOException {
        FileManifest.of(model).write(model);
        Files.writeString(model.resolve("onnx/extra.onnx"), "graph");

        refused(Reason.UNDECIDED, "extra.onnx").hasMessageContaining("delete it");
    }

    @Test
    void aLinkIsGoodIfItsFileIs() throws IOException {
        FileManifest.of(model).write(model);
        Path blob = outside.resolve("blob");
        Files.move(model.resolve("tokenizer.json"), blob);
        Files.createSymbolicLink(model.resolve("tokenizer.json"), blob);

        FileManifest.read(model).check(model);

        Files.writeString(blob, "other");
        refused(Reason.MALFORMED, "tokenizer.json");
    }

    @Test
    void linksToFoldersAreRefused() throws IOException {
        FileManifest.of(model).write(model);
        Files.createSymbolicLink(model.resolve("more"), outside);

        refused(Reason.OUTSIDE, "more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"version\": 2, \"files\": {}}",
                "{\"version\": 1, \"files\": {\"a\": \"abc\"}}",
                "{\"version\": 1, \"files\": {\"a\": 7}}",
                "{\"version\": 1, \"files\": {}, \"more\": 1}"
            })
    void aDamagedManifestIsRefused(String json) throws IOException {
        Files.writeString(model.resolve(FileManifest.NAME), json);

        refused(Reason.MALFORMED, FileManifest.NAME);
    }

    @Test
    void withoutAManifestNothingIsChecked() {
        refused(Reason.MISSING, FileManifest.NAME);
    }
}
