// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static dev.tokka.onnx.GraphWriter.FLOAT;
import static dev.tokka.onnx.GraphWriter.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Description;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.rag.Encoder.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs that keep their numbers in another file, and files that are no graphs. */
class ExternalDataTest {

    private static final int ROWS = TinyModel.VOCABULARY.size();

    @TempDir
    Path outside;

    private Path directory;
    private TinyModel tiny;

    @BeforeEach
    void model() throws IOException {
        directory = Files.createDirectory(outside.resolve("model"));
        tiny = new TinyModel(directory).bareTokenizer().file("tokka-encoder.json", "{\"pooling\": \"mean\"}");
    }

    @Test
    void aFileBesideTheGraphIsRead() throws IOException {
        numbers(directory.resolve("table.bin"), 3, 4);
        refersTo("table.bin");
        Description before;

        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            float[] vector = encoder.encode(Role.PASSAGE, List.of("fee")).get(0);
            assertThat(vector[0]).isCloseTo(0.6f, within(1e-6f));
            assertThat(vector[1]).isCloseTo(0.8f, within(1e-6f));
            before = encoder.describe();
        }
        numbers(directory.resolve("table.bin"), 4, 3);
        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            assertThat(encoder.describe()).isNotEqualTo(before);
        }
    }

    @Test
    void aFileOutsideIsRefused() throws IOException {
        numbers(outside.resolve("secret.bin"), 3, 4);

        refersTo("../secret.bin");
        assertRefused(Reason.OUTSIDE);
        refersTo("below/../../secret.bin");
        assertRefused(Reason.OUTSIDE);
        refersTo(outside.resolve("secret.bin").toString());
        assertRefused(Reason.OUTSIDE);
        refersTo(outside.resolve("secret.bin") + "\0.bin");
        assertRefused(Reason.OUTSIDE);
    }

    @Test
    void linksAreRefused() throws IOException {
        numbers(outside.resolve("secret.bin"), 3, 4);
        Files.createSymbolicLink(directory.resolve("symbolic.bin"), outside.resolve("secret.bin"));
        Files.createLink(directory.resolve("hard.bin"), outside.resolve("secret.bin"));
        Files.createSymbolicLink(directory.resolve("folder"), outside);

        for (String link : List.of("symbolic.bin", "hard.bin", "folder/secret.bin")) {
            refersTo(link);
            assertRefused(Reason.OUTSIDE);
        }
    }

    @Test
    void anAddressInMemoryIsRefusedAlsoWhereAFileHasItsName() throws IOException {
        refersTo("*/_ORT_MEM_ADDR_/*");
        assertRefused(Reason.OUTSIDE);
        Files.createDirectories(directory.resolve("*/_ORT_MEM_ADDR_"));
        numbers(directory.resolve("*/_ORT_MEM_ADDR_/*"), 3, 4);
        assertRefused(Reason.OUTSIDE);
    }

    @Test
    void aMissingFileAndAFolderAreRefused() throws IOException {
        refersTo("missing.bin");
        assertRefused(Reason.MISSING);
        Files.createDirectory(directory.resolve("folder.bin"));
        refersTo("folder.bin");
        assertRefused(Reason.MALFORMED);
        Files.write(directory.resolve("short.bin"), new byte[7]);
        refersTo("short.bin");
        assertRefused(Reason.MALFORMED);
    }

    @Test
    void aFileOfAConstantInTheBodyOfALoopIsFound() throws IOException {
        GraphWriter.Message entry =
                new GraphWriter.Message().text(1, "location").text(2, "../secret.bin");
        GraphWriter.Message tensor = new GraphWriter.Message()
                .number(1, 1)
                .number(2, FLOAT)
                .message(13, entry)
                .number(14, 1);
        GraphWriter.Message value =
                new GraphWriter.Message().text(1, "value").message(5, tensor).number(20, 4);
        GraphWriter body = new GraphWriter().node("inner = Constant", value);
        tiny.graph(TinyModel.encoder(table()).node("outer = Loop _ _", attribute("body", body)));

        assertRefused(Reason.OUTSIDE);
    }

    @Test
    void fieldNumbersThatReadersTakeDifferentlyAreRefused() throws IOException {
        GraphWriter.Message hidden = new GraphWriter.Message();
        hidden.varint((1L << 32) | (13 << 3) | 2); // field 13 for a reader of 32 bits
        hidden.varint(0);
        GraphWriter.Message graph = new GraphWriter.Message().message(5, hidden);
        Files.write(
                directory.resolve("model.onnx"),
                new GraphWriter.Message().message(7, graph).toBytes());

        assertRefused(Reason.MALFORMED, "no protocol buffer");
    }

    @Test
    void otherFormatsAreRefused() throws IOException {
        for (String start : List.of("\b\7\22\4ORTM", "\30\0\0\0ORTM")) {
            tiny.file("model.onnx", start);
            assertRefused(Reason.MALFORMED, "format of ONNX Runtime");
        }
        for (String start : List.of("PK\3\4", "<!DOCTYPE html>")) {
            tiny.file("model.onnx", start);
            assertRefused(Reason.MALFORMED, "web page");
        }
    }

    @Test
    void aGraphInACycleIsRefused() throws IOException {
        tiny.graph(TinyModel.encoder(table()).node("x = Identity y").node("y = Identity x"));

        assertRefused(Reason.MALFORMED);
    }

    @Test
    void aGraphCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = TinyModel.encoder(table()).toBytes();
        for (int length = 0; length < whole.length; length += 1 + length / 64) {
            Files.write(directory.resolve("model.onnx"), Arrays.copyOf(whole, length));
            assertRefused(Reason.MALFORMED);
        }
    }

    @Test
    void messagesNestedDeeplyAreRefused() throws IOException {
        GraphWriter.Message graph = new GraphWriter.Message();
        for (int depth = 0; depth < 100; depth++) { // graph, node, attribute, graph
            GraphWriter.Message attribute = new GraphWriter.Message().message(6, graph);
            graph = new GraphWriter.Message().message(1, new GraphWriter.Message().message(5, attribute));
        }
        Files.write(
                directory.resolve("model.onnx"),
                new GraphWriter.Message().message(7, graph).toBytes());

        assertRefused(Reason.MALFORMED, "nested");
    }

    private void refersTo(String location) throws IOException {
        tiny.graph(TinyModel.encoder(new GraphWriter().external("table", ROWS, 2, location)));
    }

    private static float[] table() {
        float[] table = new float[2 * ROWS];
        Arrays.fill(table, 1);
        return table;
    }

    private static void numbers(Path file, float first, float second) throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(8 * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < ROWS; row++) {
            raw.putFloat(first).putFloat(second);
        }
        Files.write(file, raw.array());
    }

    private void assertRefused(Reason reason) {
        assertRefused(reason, "");
    }

    private void assertRefused(Reason reason, String words) {
        assertThatThrownBy(() -> OnnxEncoder.open(directory))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }
}
