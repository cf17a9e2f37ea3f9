// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.DocumentSplit.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentSplitTest {

    private static final List<Part> PARTS =
            List.of(new Part("train", 0.7), new Part("choose", 0.1), new Part("test", 0.2));

    @TempDir
    private Path folder;

    private static List<TrainingRow> read(TrainingSet set) throws IOException {
        try (Stream<TrainingRow> rows = set.rows()) {
            return rows.toList();
        }
    }

    private static double share(List<TrainingRow> rows, String label) {
        return rows.stream().filter(row -> row.content().wanted().equals(label)).count() / (double) rows.size();
    }

    /** Documents of 1 to 8 rows, each of mostly one label. */
    private TrainingSet set(int seed) throws IOException {
        Random random = new Random(seed);
        List<TrainingRow> rows = new ArrayList<>();
        for (int document = 0; document < 300; document++) {
            String label = List.of("common", "common", "common", "usual", "usual", "rare")
                    .get(random.nextInt(6));
            int size = 1 + random.nextInt(8);
            for (int i = 0; i < size; i++) {
                rows.add(Rows.of(
                        "doc-" + document, "question " + document + " " + i, random.nextInt(5) > 0 ? label : "usual"));
            }
        }
        return TrainingSet.write(folder.resolve("set-" + seed), rows.stream());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noDocumentIsInTwoPartsAndSharesAreKept(int seed) throws IOException {
        TrainingSet set = set(seed);

        Map<String, TrainingSet> parts =
                new DocumentSplit(PARTS, row -> row.content().wanted(), 1).run(set, folder.resolve("p" + seed));

        List<TrainingRow> all = read(set);
        Set<TrainingRow> seen = new HashSet<>();
        Set<String> documents = new HashSet<>();
        for (Part part : PARTS) {
            List<TrainingRow> rows = read(requireNonNull(parts.get(part.name())));
            Set<String> own =
                    rows.stream().map(row -> row.provenance().document()).collect(toSet());
            assertThat(documents).doesNotContainAnyElementsOf(own);
            documents.addAll(own);
            seen.addAll(rows);
            assertThat(rows.size() / (double) all.size()).isCloseTo(part.share(), within(0.02));
            for (String label : List.of("common", "usual", "rare")) {
                assertThat(share(rows, label)).as(label).isCloseTo(share(all, label), within(0.04));
            }
        }
        assertThat(seen).hasSameSizeAs(all);
    }

    @Test
    void theSeedDecides() throws IOException {
        TrainingSet set = set(1);

        String one = split(set, 1, "a");

        assertThat(split(set, 1, "b")).isEqualTo(one);
        assertThat(split(set, 2, "c")).isNotEqualTo(one);
    }

    private String split(TrainingSet set, long seed, String name) throws IOException {
        return requireNonNull(DocumentSplit.trainAndTest(0.2, seed)
                        .run(set, folder.resolve(name))
                        .get("test"))
                .digest();
    }

    @Test
    void answersThatAllDifferDoNotDisturbTheSizes() throws IOException {
        TrainingSet set = TrainingSet.write(
                folder.resolve("free"),
                Stream.iterate(0, i -> i + 1).limit(200).map(i -> Rows.of("doc-" + i / 4, "q" + i, "answer " + i)));

        Map<String, TrainingSet> parts = DocumentSplit.trainAndTest(0.2, 1).run(set, folder.resolve("parts"));

        assertThat(requireNonNull(parts.get("test")).size()).isEqualTo(40);
    }

    @Test
    void partsAreChecked() {
        assertThatThrownBy(() -> new DocumentSplit(PARTS.subList(0, 2), TrainingRow::toString, 1))
                .hasMessageContaining("with shares that are 1 together");
        assertThatThrownBy(() -> new Part("../x", 0.5)).hasMessageContaining("name must be of letters");
        assertThatThrownBy(() -> new Part("x", 0)).hasMessageContaining("share must be above 0");
    }
}
