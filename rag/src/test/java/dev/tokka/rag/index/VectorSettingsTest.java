// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorSettingsTest {

    private static final int DOCUMENTS = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(VectorSettings.Precision.class)
    void theNearestAreFoundAndScoredByWholeVectors(VectorSettings.Precision precision) {
        Encoder encoder = new RandomEncoder();
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            documents.add(SourceDocument.plainText("d" + i, "text " + i));
        }
        IndexSettings settings = IndexSettings.DEFAULT
                .withFusion(new Fusion.Convex(1))
                .withVectors(VectorSettings.DEFAULT.withPrecision(precision));
        try (LuceneIndex index = LuceneIndex.open(folder, encoder, settings)) {
            index.ingest(documents, IngestListener.NONE);
            Set<String> found = new HashSet<>();
            for (Passage passage : index.retrieve(Query.of("question", 10))) {
                found.add(passage.text());
            }
            float[] question =
                    encoder.encode(Encoder.Role.QUERY, List.of("question")).get(0);
            List<String> exact = documents.stream()
                    .map(SourceDocument::text)
                    .sorted((a, b) ->
                            Double.compare(similarity(question, b, encoder), similarity(question, a, encoder)))
                    .limit(10)
                    .toList();
            // 100 of 300 are looked at, so what the steps of a quantized vector hide is still among them.
            assertThat(found).containsExactlyInAnyOrderElementsOf(exact);
        }
    }

    @Test
    void byMeaningAloneWordsFindNothingButAreCheckedAllTheSame() {
        IndexSettings settings =
                IndexSettings.DEFAULT.withFusion(new Fusion.Convex(1)).withCandidates(1);
        Encoder encoder = new RandomEncoder();
        try (LuceneIndex index = LuceneIndex.open(folder, encoder, settings)) {
            index.ingest(
                    List.of(SourceDocument.plainText("a", "cut-off"), SourceDocument.plainText("b", "fee")),
                    IngestListener.NONE);
            assertThat(index.retrieve(Query.of("fee", 2)))
                    .extracting(Passage::text)
                    .containsExactly("fee");
            assertThat(index.retrieve(Query.of("cut-off fee", 2))).hasSize(1);
            String words = IntStream.range(0, 1_001).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
            assertThatThrownBy(() -> index.retrieve(Query.of(words, 2)))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("1000 different terms");
        }
    }

    @Test
    void anIndexWithOtherVectorsIsRefused() {
        try (LuceneIndex index = LuceneIndex.open(folder, new RandomEncoder())) {
            index.ingest(List.of(SourceDocument.plainText("a", "text")), IngestListener.NONE);
        }
        IndexSettings quantized =
                IndexSettings.DEFAULT.withVectors(VectorSettings.DEFAULT.withPrecision(VectorSettings.Precision.INT7));
        assertThatThrownBy(() -> LuceneIndex.open(folder, new RandomEncoder(), quantized))
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("INT7");
        IndexSettings deeper = IndexSettings.DEFAULT.withVectors(VectorSettings.DEFAULT.withDepth(300));
        LuceneIndex.open(folder, new RandomEncoder(), deeper).close();
    }

    @Test
    void checksItsRanges() {
        assertThatThrownBy(() -> VectorSettings.DEFAULT.withDepth(0)).hasMessageContaining("depth");
        assertThatThrownBy(() -> vectors(1, 100)).hasMessageContaining("connections must be in [2, 512]");
        assertThatThrownBy(() -> vectors(16, 4_000)).hasMessageContaining("construction");
    }

    private static VectorSettings vectors(int connections, int construction) {
        return new VectorSettings(VectorSettings.Precision.FLOAT, connections, construction, 100, QueryVectors.DEFAULT);
    }

    private static double similarity(float[] question, String text, Encoder encoder) {
        float[] vector = encoder.encode(Encoder.Role.PASSAGE, List.of(text)).get(0);
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * question[i];
        }
        return sum;
    }

    /** A direction for each text, drawn with the text as the seed. */
    private static final class RandomEncoder implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            return texts.stream().map(RandomEncoder::vector).toList();
        }

        private static float[] vector(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[32];
            double squares = 0;
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
            return vector;
        }

        @Override
        public int dimension() {
            return 32;
        }

        @Override
        public Description describe() {
            return Description.of("random");
        }
    }
}
