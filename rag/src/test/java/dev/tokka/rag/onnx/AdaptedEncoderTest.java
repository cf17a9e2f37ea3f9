// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.Query;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.VectorAdapterFile;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IncompatibleIndexException;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptedEncoderTest {

    @TempDir
    Path folder;

    private Path directory;

    /** Says how many vowels and other characters there are. */
    private record Counting(String name) implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            return texts.stream().map(Counting::vector).toList();
        }

        private static float[] vector(String text) {
            int vowels = (int) text.chars().filter(c -> "aeiou".indexOf(c) >= 0).count();
            double length = Math.hypot(vowels, text.length());
            return new float[] {(float) (vowels / length), (float) (text.length() / length)};
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Description describe() {
            return Description.of("counting", name);
        }
    }

    /** Writes an adapter that exchanges the two numbers, or makes NaN of them. */
    private void write(Encoder encoder, float... matrix) throws IOException {
        directory = Files.createDirectories(folder.resolve("adapter"));
        byte[] graph = new GraphWriter()
                .input(VectorAdapterFile.INPUT, GraphWriter.FLOAT, "batch", "2")
                .floats("matrix", 2, matrix)
                .node("adapted = MatMul vectors matrix")
                .output(VectorAdapterFile.OUTPUT, GraphWriter.FLOAT, "batch", "2")
                .toBytes();
        Files.write(directory.resolve(VectorAdapterFile.GRAPH), graph);
        new VectorAdapterFile("swap", encoder.describe().fingerprint(), 2, Digests.sha256(graph), "none", Map.of())
                .write(directory);
    }

    @BeforeEach
    void swap() throws IOException {
        write(new Counting("usual"), 0, 1, 1, 0);
    }

    @Test
    void changesQuestionsAndNotPassages() {
        Encoder encoder = new Counting("usual");
        try (AdaptedEncoder adapted = AdaptedEncoder.open(directory, encoder)) {
            float[] before =
                    encoder.encode(Encoder.Role.QUERY, List.of("a card")).get(0);

            float[] question =
                    adapted.encode(Encoder.Role.QUERY, List.of("x", "a card")).get(1);
            float[] passage =
                    adapted.encode(Encoder.Role.PASSAGE, List.of("a card")).get(0);

            assertThat(question[0]).isCloseTo(before[1], within(1e-6f));
            assertThat(question[1]).isCloseTo(before[0], within(1e-6f));
            assertThat(passage).isEqualTo(before);
            assertThat(adapted.encode(Encoder.Role.QUERY, List.of())).isEmpty();
        }
    }

    @Test
    void theDigestOfTheAdapterIsPartOfTheDescription() {
        Encoder encoder = new Counting("usual");
        try (AdaptedEncoder adapted = AdaptedEncoder.open(directory, encoder)) {
            assertThat(adapted.describe().properties())
                    .containsEntry("adapter", adapted.file().graphDigest());
            assertThat(adapted.describe().parts()).containsExactly(encoder.describe());
            assertThat(adapted.describePassages()).isEqualTo(encoder.describe());
        }
    }

    @Test
    void anIndexOfTheEncoderIsSearchedAndNoOther() throws IOException {
        Encoder encoder = new Counting("usual");
        ingest("index", encoder);
        ingest("other", new Counting("other"));
        try (AdaptedEncoder adapted = AdaptedEncoder.open(directory, encoder)) {
            try (LuceneIndex index = LuceneIndex.open(folder.resolve("index"), adapted)) {
                assertThat(index.retrieve(Query.of("card", 3))).isNotEmpty();
            }

            assertThatThrownBy(() -> LuceneIndex.open(folder.resolve("other"), adapted))
                    .isInstanceOf(IncompatibleIndexException.class);
        }
    }

    private void ingest(String name, Encoder encoder) throws IOException {
        Path documents = Files.createDirectories(folder.resolve("documents"));
        Files.writeString(documents.resolve("card.txt"), "A card that was lost is replaced within five days.");
        try (LuceneIndex index = LuceneIndex.open(folder.resolve(name), encoder)) {
            index.ingest(documents);
        }
    }

    @Test
    void anotherEncoderIsRefused() {
        assertThatThrownBy(() -> AdaptedEncoder.open(directory, new Counting("other")))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected the encoder of the training, with the fingerprint");
    }

    @Test
    void whatIsNotTheAdapterOfTheFileIsRefused() throws IOException {
        Encoder encoder = new Counting("usual");
        Path file = directory.resolve(VectorAdapterFile.NAME);
        String sound = Files.readString(file);
        for (String[] change : new String[][] {
            {"\"format\" : 1", "\"format\" : 2"},
            {"\"dimension\" : 2", "\"dimension\" : 3"},
            {"\"datasheet\" : \"none\"", "\"datasheet\" : \"\""},
            {"\"graphDigest\" : \"", "\"graphDigest\" : \"0"}
        }) {
            assertThat(sound).contains(change[0]);
            Files.writeString(file, sound.replace(change[0], change[1]));

            assertThatThrownBy(() -> AdaptedEncoder.open(directory, encoder))
                    .as(change[1])
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void vectorsThatAreNotOfLengthOneAreRefused() throws IOException {
        write(new Counting("usual"), 2, 0, 0, 2);

        assertThatThrownBy(() -> AdaptedEncoder.open(directory, new Counting("usual")))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("it failed on a short text");
    }

    @Test
    void aClosedAdapterSaysSo() {
        AdaptedEncoder adapted = AdaptedEncoder.open(directory, new Counting("usual"));
        adapted.close();
        adapted.close();

        assertThatThrownBy(() -> adapted.encode(Encoder.Role.QUERY, List.of("a")))
                .isInstanceOf(IllegalStateException.class);
    }
}
