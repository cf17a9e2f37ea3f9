// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Description;
import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors that cannot be compared never reach the index. */
class VectorsTest {

    private static final Map<String, float[]> VECTORS = Map.of(
            "sound", new float[] {0.6f, 0.8f},
            "nan", new float[] {Float.NaN, 1},
            "infinite", new float[] {Float.POSITIVE_INFINITY, 0},
            "zero", new float[] {0, 0},
            "long", new float[] {3, 4},
            "short", new float[] {1},
            "wide", new float[] {1, 0, 0});

    @TempDir
    Path temp;

    private static SourceDocument document(String word) {
        return SourceDocument.plainText(word + ".txt", "A text that is " + word);
    }

    @Test
    void theDocumentIsNamedAndTheOthersAreKept() {
        try (LuceneIndex index = LuceneIndex.open(temp, new Fixed("fixed", 2))) {
            IngestReport report = index.ingest(
                    VECTORS.keySet().stream()
                            .sorted()
                            .map(VectorsTest::document)
                            .toList(),
                    IngestListener.NONE);

            assertThat(report.added()).containsExactly("sound.txt");
            assertThat(report.failures())
                    .extracting(DocumentException::documentId)
                    .containsExactly("infinite.txt", "long.txt", "nan.txt", "short.txt", "wide.txt", "zero.txt");
            assertThat(report.failures()).allSatisfy(failure -> {
                assertThat(failure.reason()).isEqualTo(DocumentException.Reason.VECTOR);
                assertThat(failure).hasMessageContaining("vectors of 2 finite numbers");
            });
            assertThat(index.documents()).containsExactly("sound.txt");
            assertThat(index.retrieve(Query.of("a sound text", 9))).hasSize(1);
        }
    }

    @Test
    void anotherEncoderOrDimensionIsRefused() {
        try (LuceneIndex index = LuceneIndex.open(temp, new Fixed("fixed", 2))) {
            index.ingest(List.of(document("sound")), IngestListener.NONE);
        }

        for (Encoder other : List.of(new Fixed("other", 2), new Fixed("fixed", 3))) {
            assertThatThrownBy(() -> LuceneIndex.open(temp, other))
                    .isInstanceOf(IncompatibleIndexException.class)
                    .hasMessageContaining("encoder");
        }
    }

    private record Fixed(String name, int dimension) implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            return texts.stream()
                    .map(text -> VECTORS.entrySet().stream()
                            .filter(vector -> text.contains(vector.getKey()))
                            .findFirst()
                            .orElseThrow()
                            .getValue())
                    .toList();
        }

        @Override
        public Description describe() {
            return Description.of("encoder", name).with("dimension", dimension);
        }
    }
}
