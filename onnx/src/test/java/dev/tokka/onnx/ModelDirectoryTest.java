// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void filesAreReadByName() throws IOException {
        write("model/onnx/model.onnx", "graph");
        write("model/config.json", "{\"model_type\": \"llama\"}");
        ModelDirectory directory = ModelDirectory.of(folder.resolve("model"));

        assertThat(directory.has("config.json")).isTrue();
        assertThat(directory.has("other.json")).isFalse();
        assertThat(directory.json("config.json").path("model_type").asText()).isEqualTo("llama");
        assertThat(directory.json("other.json").isEmpty()).isTrue();
        assertThat(directory.read("onnx/model.onnx")).asString(UTF_8).isEqualTo("graph");
    }

    @Test
    void theGraphIsTheUsualOneOrTheOnlyOne() throws IOException {
        write("a/model.onnx", "");
        write("a/other.onnx", "");
        write("b/onnx/model_q4.onnx", "");
        write("c/onnx/one.onnx", "");
        write("c/onnx/two.onnx", "");

        assertThat(ModelDirectory.of(folder.resolve("a")).graph("")).isEqualTo("model.onnx");
        assertThat(ModelDirectory.of(folder.resolve("b")).graph("")).isEqualTo("onnx/model_q4.onnx");
        assertThat(ModelDirectory.of(folder.resolve("b")).graph("chosen.onnx")).isEqualTo("chosen.onnx");
        assertRefused(
                Reason.UNDECIDED, () -> ModelDirectory.of(folder.resolve("c")).graph(""));
    }

    @Test
    void nothingLeadsOutside() throws IOException {
        write("secret.json", "{}");
        write("model/config.json", "{}");
        Files.createSymbolicLink(folder.resolve("model/link.json"), folder.resolve("secret.json"));
        ModelDirectory directory = ModelDirectory.of(folder.resolve("model"));

        assertRefused(Reason.OUTSIDE, () -> directory.file("../secret.json"));
        assertRefused(
                Reason.OUTSIDE,
                () -> directory.file(folder.resolve("secret.json").toString()));
        assertRefused(Reason.OUTSIDE, () -> directory.file("link.json"));
        assertRefused(Reason.MISSING, () -> directory.file("none.json"));
        assertRefused(Reason.MISSING, () -> ModelDirectory.of(folder.resolve("none")));
    }

    @Test
    void theLinksOfTheHubsCacheAreFollowed() throws IOException {
        write("hub/blobs/abc", "{\"a\": 1}");
        Path snapshot = Files.createDirectories(folder.resolve("hub/snapshots/main"));
        Files.createSymbolicLink(snapshot.resolve("config.json"), folder.resolve("hub/blobs/abc"));

        assertThat(ModelDirectory.of(snapshot).json("config.json").path("a").asInt())
                .isEqualTo(1);
    }

    @Test
    void settingsHoldKnownMembersOfTheRightKind() throws IOException {
        Map<String, JsonNodeType> members = Map.of("name", JsonNodeType.STRING, "label", JsonNodeType.NUMBER);
        ModelDirectory directory = ModelDirectory.of(folder);

        write("own.json", "{\"name\": \"x\", \"label\": 1}");
        assertThat(directory
                        .settings(Optional.empty(), "own.json", members)
                        .path("label")
                        .asInt())
                .isEqualTo(1);
        for (String wrong :
                new String[] {"{\"nmae\": \"x\"}", "{\"label\": -1}", "{\"label\": 0.5}", "{\"name\": 3}"}) {
            write("own.json", wrong);
            assertRefused(Reason.UNSUPPORTED, () -> directory.settings(Optional.empty(), "own.json", members));
        }
        write("own.json", "<html>");
        assertRefused(Reason.MALFORMED, () -> directory.settings(Optional.empty(), "own.json", members));
        assertRefused(
                Reason.MISSING,
                () -> directory.settings(Optional.of(folder.resolve("none.json")), "own.json", members));
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
