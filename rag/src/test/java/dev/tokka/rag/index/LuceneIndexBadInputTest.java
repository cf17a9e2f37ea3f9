// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.ReadLimits;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is named, and nothing is lost. */
class LuceneIndexBadInputTest {

    private static final OnnxEncoder ENCODER = OnnxEncoder.bgeSmallEn(2);

    @TempDir
    Path temp;

    @AfterAll
    static void closeEncoder() {
        ENCODER.close();
    }

    private LuceneIndex lexical() {
        return LuceneIndex.openLexical(temp.resolve("index"), IndexSettings.DEFAULT);
    }

    private Path docs() {
        return Folders.handbook(temp.resolve("docs"));
    }

    @Test
    void filesThatCannotBeReadAreListedAndTheOthersIngested() throws IOException {
        Path docs = docs();
        Files.write(docs.resolve("broken.pdf"), "no pdf".getBytes(StandardCharsets.UTF_8));
        Files.write(docs.resolve("latin1.txt"), new byte[] {'a', (byte) 0xE9, 'b'});
        Files.createSymbolicLink(docs.resolve("link.md"), docs.resolve("cards.md"));
        Folders.write(docs, "picture.png", "not a document");
        Folders.write(docs, ".hidden.md", "hidden");

        try (LuceneIndex index = lexical()) {
            IngestReport report = index.ingest(docs);

            assertThat(report.added()).hasSize(3);
            assertThat(report.skipped()).containsExactly("picture.png");
            assertThat(report.failures())
                    .extracting(DocumentException::documentId)
                    .containsExactlyInAnyOrder("broken.pdf", "latin1.txt", "link.md");
            assertThat(report).hasToString("3 added, 0 updated, 0 unchanged, 0 removed, 1 skipped, 3 failed");
        }
    }

    @Test
    void theEarlierVersionStaysWhenAFileBecomesUnreadable() throws IOException {
        Path docs = docs();
        try (LuceneIndex index = lexical()) {
            index.ingest(docs);
            Files.write(docs.resolve("cards.md"), new byte[] {(byte) 0xFF, (byte) 0xC0});

            IngestReport report = index.ingest(docs);

            assertThat(report.failures()).hasSize(1);
            assertThat(report.removed()).isEmpty();
            assertThat(index.text("cards.md").orElseThrow()).contains("120 days");
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        Path docs = docs();
        Folders.write(docs, "large.txt", "word ".repeat(1_000));
        IndexSettings small =
                IndexSettings.DEFAULT.withLimits(new ReadLimits(1_000, 1_000, 10, Duration.ofSeconds(10)));

        try (LuceneIndex index = LuceneIndex.openLexical(temp.resolve("index"), small)) {
            IngestReport report = index.ingest(docs);

            assertThat(report.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.reason()).isEqualTo(DocumentException.Reason.TOO_LARGE);
                assertThat(failure).hasMessageContaining("large.txt").hasMessageContaining("1000 bytes");
            });
        }
    }

    @Test
    void missingFoldersAndFilesInTheirPlaceAreNamedAndNothingIsLost() {
        Path docs = docs();
        try (LuceneIndex index = lexical()) {
            index.ingest(docs);

            assertThatThrownBy(() -> index.ingest(temp.resolve("nowhere")))
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("nowhere")
                    .hasMessageContaining("there is none");
            assertThatThrownBy(() -> index.ingest(docs.resolve("cards.md")))
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("it is a file");
            assertThat(index.documents()).hasSize(3);
        }
    }

    @Test
    void anEmptyCorpusIsRefusedAndNothingIsLost() throws IOException {
        Path docs = docs();
        Path empty = Files.createDirectories(temp.resolve("empty"));
        Path broken = temp.resolve("broken");
        Folders.write(broken, "blank.txt", " \n");
        try (LuceneIndex index = lexical()) {
            index.ingest(docs);

            assertThatThrownBy(() -> index.ingest(empty))
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("at least one document");
            assertThatThrownBy(() -> index.ingest(broken))
                    .isInstanceOf(DocumentException.class)
                    .hasMessageContaining("blank.txt");
            assertThat(index.documents()).hasSize(3);
        }
    }

    @Test
    void anIndexOfAnotherEncoderOrChunkerIsRefused() {
        try (LuceneIndex index = lexical()) {
            index.ingest(docs());
        }

        assertThatThrownBy(() -> LuceneIndex.open(temp.resolve("index"), ENCODER))
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("encoder")
                .hasMessageContaining("none")
                .hasMessageContaining(temp.toString());
        assertThatThrownBy(() -> LuceneIndex.openLexical(
                        temp.resolve("index"), IndexSettings.DEFAULT.withChunker(StructureChunker.ofCharacters(500))))
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("maxCharacters=500");
    }

    @Test
    void aFolderOfOtherFilesIsRefused() {
        Folders.write(temp.resolve("index"), "diary.txt", "mine");

        assertThatThrownBy(this::lexical)
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("other files");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefused() {
        Folders.write(temp, "index", "mine");

        assertThatThrownBy(this::lexical)
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("there is a file");
    }

    @Test
    void aSecondWriterIsRefusedAndReadersGoOn() {
        Path docs = docs();
        try (LuceneIndex first = lexical();
                LuceneIndex second = lexical()) {
            first.ingest(docs);
            List<IndexException> seen = new ArrayList<>();
            Folders.write(docs, "cards.md", "# Cards\n\nCards are blue.\n");

            first.ingest(docs, progress -> {
                try {
                    second.ingest(docs);
                } catch (IndexException e) {
                    seen.add(e);
                }
            });

            assertThat(seen).singleElement().isInstanceOf(IndexLockedException.class);
            assertThat(seen.get(0)).hasMessageContaining("lock");
        }
    }

    @Test
    void aDamagedIndexIsNamed() throws IOException {
        try (LuceneIndex index = lexical()) {
            index.ingest(docs());
        }
        for (String name : Folders.names(temp.resolve("index"))) {
            if (name.startsWith("segments_")) {
                Files.write(temp.resolve("index").resolve(name), new byte[] {1, 2, 3});
            }
        }

        assertThatThrownBy(this::lexical)
                .isInstanceOf(CorruptIndexException.class)
                .hasMessageContaining(temp.resolve("index").toString());
    }

    @Test
    void aClosedIndexSaysSo() {
        LuceneIndex index = lexical();
        index.close();
        index.close();

        assertThatIllegalStateException().isThrownBy(() -> index.retrieve(Query.of("question", 1)));
        assertThatIllegalStateException().isThrownBy(() -> index.ingest(docs()));
    }

    @Test
    void questionsThatAreTooLongAreRejected() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            words.append("term").append(i).append(' ');
        }
        try (LuceneIndex index = lexical()) {
            index.ingest(docs());

            assertThatThrownBy(() -> index.retrieve(Query.of(words.toString(), 1)))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("1000")
                    .hasMessageContaining("2000");
        }
    }
}
