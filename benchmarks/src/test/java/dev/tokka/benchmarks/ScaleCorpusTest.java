// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleCorpusTest {

    private static final List<float[]> VECTORS = List.of(axis(0), axis(1), axis(2));
    private static final ScaleCorpus CORPUS =
            new ScaleCorpus(List.of("one two three", "four. five", "six"), VECTORS, ScaleCorpus.STEP);

    @Test
    void passagesAreTheSameInEveryProcessAndKnowTheirNumber() {
        List<SourceDocument> documents = CORPUS.documents();
        assertThat(documents).hasSize(ScaleCorpus.STEP / ScaleCorpus.PER_DOCUMENT);
        List<Chunk> chunks = new ScaleCorpus.PerBlock().chunk(documents.get(3));
        assertThat(chunks).hasSize(ScaleCorpus.PER_DOCUMENT);
        String text = chunks.get(7).span().of(documents.get(3).text());
        assertThat(text).isEqualTo(CORPUS.text(67));
        assertThat(ScaleCorpus.number(text)).isEqualTo(67);
        assertThat(CORPUS.vector(67)).isEqualTo(CORPUS.vector(67)).isNotEqualTo(CORPUS.vector(68));
    }

    @Test
    void noiseKeepsTheLengthAndMostOfTheDirection() {
        float[] near = Noise.near(axis(5), new SplittableRandom(1));
        double squares = 0;
        for (float value : near) {
            squares += value * value;
        }
        assertThat(squares).isEqualTo(1, Offset.offset(1e-5));
        assertThat(near[5]).isBetween(0.8f, 0.97f);
    }

    @Test
    void aHundredthOfTheDocumentsIsForTheRoleOfAHundredth() {
        Attributes one = ScaleSearch.caller(42, 100);
        List<SourceDocument> found = CORPUS.documents().stream()
                .filter(document -> document.labels().access().allows(one))
                .toList();
        assertThat(found).extracting(SourceDocument::id).containsExactly("d42");
        assertThat(ScaleCorpus.part(42 * ScaleCorpus.PER_DOCUMENT, 100)).isEqualTo(42);
        assertThat(CORPUS.documents())
                .allMatch(document -> document.labels().access().allows(ScaleSearch.caller(0, 1)))
                .noneMatch(document -> document.labels()
                        .access()
                        .allows(Attributes.NONE.with(Caller.KEY, new Caller("guest", Set.of()))));
    }

    @Test
    void exactNeighborsAreTheNearestOfEachPart(@TempDir Path folder) throws Exception {
        List<float[]> queries = List.of(CORPUS.vector(1_234), CORPUS.vector(21));
        ExactNeighbors exact = ExactNeighbors.of(CORPUS, queries);
        assertThat(requireNonNull(exact.byParts().get(1)).get(0))
                .hasSize(ExactNeighbors.COUNT)
                .startsWith(1_234);
        assertThat(requireNonNull(exact.byParts().get(100)).get(1))
                .startsWith(21)
                .allMatch(number -> number / 20 == 1);
        Path file = folder.resolve("neighbors.txt");
        exact.write(file);
        assertThat(ExactNeighbors.read(file)).isEqualTo(exact);
    }

    @Test
    void recallIsTheShareOfTheNearestThatWasFound() {
        ExactNeighbors exact = new ExactNeighbors(Map.of(1, List.of(List.of(1, 2), List.of(3, 4))));
        assertThat(exact.recall(1, List.of(List.of(2, 9, 1), List.of(4)))).isEqualTo(0.75);
    }

    @Test
    void aVectorIsExpectedForEachText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleCorpus(List.of("a"), VECTORS, ScaleCorpus.STEP))
                .withMessageContaining("3 for 1");
    }

    private static float[] axis(int index) {
        float[] vector = new float[384];
        vector[index] = 1;
        return vector;
    }
}
