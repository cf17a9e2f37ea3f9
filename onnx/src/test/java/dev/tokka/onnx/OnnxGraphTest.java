// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs that are looked through before native code sees them. */
class OnnxGraphTest {

    @TempDir
    Path outside;

    private Path directory;

    @BeforeEach
    void model() throws IOException {
        directory = Files.createDirectory(outside.resolve("model"));
    }

    @Test
    void itsTensorsMayBeInAFileBesideItWhichBelongsToItsDigest() throws IOException {
        write("model.onnx", graph("table.bin"));
        write("table.bin", new byte[16]);
        String before = open().digest();

        GuardedSession.open(open(), options -> {}).close(() -> {});

        write("table.bin", new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(open().digest()).isNotEqualTo(before).hasSize(64);
    }

    @Test
    void aGraphOfAnotherDigestIsRefused() throws IOException {
        write("model.onnx", graph("table.bin"));
        write("table.bin", new byte[16]);
        OnnxGraph graph = open();

        assertThat(graph.requireDigest(graph.digest())).isSameAs(graph);
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> graph.requireDigest("0".repeat(64)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                .withMessageContaining(
                        "expected the SHA-256 " + "0".repeat(64) + " but its content has " + graph.digest());
    }

    @Test
    void itsTensorsMayNotBeElsewhere() throws IOException {
        Files.write(outside.resolve("secret.bin"), new byte[16]);
        Files.createSymbolicLink(directory.resolve("symbolic.bin"), outside.resolve("secret.bin"));
        Files.createLink(directory.resolve("hard.bin"), outside.resolve("secret.bin"));
        for (String location : List.of(
                "../secret.bin",
                outside.resolve("secret.bin").toString(),
                "symbolic.bin",
                "hard.bin",
                "*/_ORT_MEM_ADDR_/*",
                "a\0b")) {
            write("model.onnx", graph(location));
            assertRefused(Reason.OUTSIDE);
        }
        write("model.onnx", graph("missing.bin"));
        assertRefused(Reason.MISSING);
    }

    @Test
    void whatIsNoGraphIsRefused() throws IOException {
        for (String start : List.of("", "<html>", "PK\3\4", "\177ELF", "version https://git-lfs", "\b\7\22\4ORTM")) {
            write("model.onnx", start.getBytes(ISO_8859_1));
            assertRefused(Reason.MALFORMED);
        }
        byte[] whole = graph("table.bin");
        write("model.onnx", Arrays.copyOf(whole, whole.length / 2));
        assertRefused(Reason.MALFORMED);
    }

    @Test
    void whatOnnxRuntimeRefusesIsNamed() throws IOException {
        GraphWriter unknown = new GraphWriter()
                .input("x", GraphWriter.FLOAT, "1")
                .node("y = NoSuchOperator x")
                .output("y", GraphWriter.FLOAT, "1");
        write("model.onnx", unknown.toBytes());

        assertThatThrownBy(() -> GuardedSession.open(open(), options -> {}))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageContaining("model.onnx");
    }

    private static byte[] graph(String location) {
        return new GraphWriter()
                .external("table", 2, 2, location)
                .input("x", GraphWriter.FLOAT, "2", "2")
                .node("y = Add x table")
                .output("y", GraphWriter.FLOAT, "2", "2")
                .toBytes();
    }

    private OnnxGraph open() {
        return OnnxGraph.of(ModelDirectory.of(directory), "model.onnx");
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(directory.resolve(name), content);
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageNotContaining("secret");
    }
}
