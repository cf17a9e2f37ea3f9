// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file of an index is damaged in turn: the damage is named, or it did no harm. */
class DamageTest {

    private static final Query QUERY = Query.of("rule in force", 100);

    private final Random random = new Random(20_261_125);

    @TempDir
    Path temp;

    private Path folder;
    private List<Passage> expected;

    @FunctionalInterface
    private interface Damage {
        byte[] of(byte[] content);
    }

    @BeforeEach
    void ingest() {
        folder = temp.resolve("index");
        try (LuceneIndex index = open()) {
            index.ingest(documents(1), IngestListener.NONE);
            index.ingest(documents(2).subList(0, 3), IngestListener.NONE); // so that there are removed ones
            expected = index.retrieve(QUERY);
        }
        assertThat(expected).hasSizeGreaterThan(10);
    }

    private static List<SourceDocument> documents(int version) {
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            documents.add(SourceDocument.plainText("d" + i, "Rule " + i + " of version " + version + " is in force."));
        }
        return documents;
    }

    private LuceneIndex open() {
        return LuceneIndex.openLexical(folder, IndexSettings.DEFAULT);
    }

    private List<String> files() {
        return Folders.names(folder).stream()
                .filter(name -> !name.equals("write.lock"))
                .toList();
    }

    private void damageEach(Damage damage) throws IOException {
        for (String name : files()) {
            Path file = folder.resolve(name);
            byte[] content = Files.readAllBytes(file);
            byte[] damaged = damage.of(content);
            Files.write(file, damaged);
            assertNamed(name);
            Files.write(file, content);
            try (LuceneIndex index = open()) {
                assertThat(index.retrieve(QUERY)).isEqualTo(expected);
            }
        }
    }

    private void assertNamed(String name) {
        assertThatThrownBy(() -> {
                    try (LuceneIndex index = open()) {
                        index.verify();
                    }
                })
                .as(name)
                .isInstanceOf(CorruptIndexException.class)
                .hasMessageContaining(name.startsWith("segments_") ? "segments_" : name);
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        for (int round = 0; round < 20; round++) {
            damageEach(content -> {
                byte[] copy = content.clone();
                copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
                return copy;
            });
        }
    }

    @Test
    void everyTruncatedFileIsFound() throws IOException {
        damageEach(content -> Arrays.copyOf(content, content.length - 1));
        damageEach(content -> Arrays.copyOf(content, content.length / 2));
        damageEach(content -> new byte[0]);
    }

    @Test
    void everyFileOfZerosIsFound() throws IOException {
        damageEach(content -> new byte[content.length]);
    }

    @Test
    void everyMissingFileIsFound() throws IOException {
        for (String name : files()) {
            Path file = folder.resolve(name);
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            assertNamed(name);
            Files.write(file, content);
        }
    }

    @Test
    void damageThatComesWhileAnIndexIsOpenIsFoundByVerifying() throws IOException {
        try (LuceneIndex index = open()) {
            index.verify();
            String name = files().get(0);
            byte[] content = Files.readAllBytes(folder.resolve(name));
            content[content.length / 2] ^= 1;
            Files.write(folder.resolve(name), content);

            assertThatThrownBy(index::verify)
                    .isInstanceOf(CorruptIndexException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aClockThatJumpsChangesNothing() throws IOException {
        for (Instant time : List.of(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"))) {
            for (String name : Folders.names(folder)) {
                Files.setLastModifiedTime(folder.resolve(name), FileTime.from(time));
            }
            try (LuceneIndex index = open()) {
                assertThat(index.retrieve(QUERY)).isEqualTo(expected);
                assertThat(index.ingest(documents(1).subList(5, 6), IngestListener.NONE)
                                .unchanged())
                        .hasSize(1);
            }
        }
    }
}
