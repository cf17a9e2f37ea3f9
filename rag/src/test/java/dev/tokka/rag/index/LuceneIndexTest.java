// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexTest {

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
    void findsTheRightPassageInBothLanguagesWithItsPlace() {
        try (LuceneIndex index = LuceneIndex.open(temp.resolve("index"), ENCODER)) {
            index.ingest(docs());

            Passage english = index.retrieve(Query.of("How long can I dispute a payment?", 3))
                    .get(0);
            Passage japanese = index.retrieve(Query.of("振込の締切は何時ですか", 3)).get(0);

            assertThat(english.source().document()).isEqualTo("cards.md");
            assertThat(english.source().headings()).containsExactly("Cards", "Disputes");
            assertThat(japanese.source().document()).isEqualTo("ja/furikomi.md");
        }
    }

    @Test
    void everyPassageStandsAtItsOffsets() throws IOException {
        Path docs = docs();
        try (LuceneIndex index = lexical()) {
            index.ingest(docs);

            assertThat(index.documents()).containsExactly("cards.md", "ja/furikomi.md", "transfers/domestic.md");
            for (String document : index.documents()) {
                String text = index.text(document).orElseThrow();
                assertThat(text).isEqualTo(Files.readString(docs.resolve(document)));
                assertThat(index.passages(document))
                        .isNotEmpty()
                        .allSatisfy(passage ->
                                assertThat(passage.source().span().of(text)).isEqualTo(passage.text()));
            }
        }
    }

    @Test
    void meaningFindsWhatSharesNoWord() {
        try (LuceneIndex index = LuceneIndex.open(
                temp.resolve("index"), ENCODER, IndexSettings.DEFAULT.withFusion(new Fusion.Convex(1)))) {
            index.ingest(docs());

            Passage passage =
                    index.retrieve(Query.of("My wallet was stolen!", 1)).get(0);

            assertThat(passage.source().headings()).containsExactly("Cards", "Lost cards");
        }
    }

    @Test
    void anEmptyIndexFindsNothing() {
        try (LuceneIndex index = LuceneIndex.open(temp.resolve("index"), ENCODER)) {
            assertThat(index.retrieve(Query.of("anything", 3))).isEmpty();
            assertThat(index.documents()).isEmpty();
            assertThat(index.text("cards.md")).isEmpty();
            assertThat(index.passages("cards.md")).isEmpty();
        }
    }

    @Test
    void ingestingAgainTouchesOnlyWhatChanged() throws IOException {
        Path docs = docs();
        try (LuceneIndex index = lexical()) {
            IngestReport first = index.ingest(docs);
            IngestReport again = index.ingest(docs);
            String before = index.describe().fingerprint();
            Folders.write(docs, "cards.md", "# Cards\n\nCards are blue.\n");
            Folders.write(docs, "new.txt", "Something new.\n");
            Files.delete(docs.resolve("ja/furikomi.md"));
            IngestReport changed = index.ingest(docs);

            assertThat(first.added()).containsExactly("cards.md", "ja/furikomi.md", "transfers/domestic.md");
            assertThat(again.unchanged()).hasSize(3);
            assertThat(again.added()).isEmpty();
            assertThat(changed.added()).containsExactly("new.txt");
            assertThat(changed.updated()).containsExactly("cards.md");
            assertThat(changed.unchanged()).containsExactly("transfers/domestic.md");
            assertThat(changed.removed()).containsExactly("ja/furikomi.md");
            assertThat(index.documents()).containsExactly("cards.md", "new.txt", "transfers/domestic.md");
            assertThat(index.retrieve(Query.of("disputed within 120 days", 3)))
                    .noneMatch(passage -> passage.text().contains("120"));
            assertThat(index.describe().fingerprint()).isNotEqualTo(before);
        }
    }

    @Test
    void anUnchangedFolderIsNotCommittedAnew() throws IOException {
        Path docs = docs();
        try (LuceneIndex index = lexical()) {
            index.ingest(docs);
            List<String> before = Folders.names(temp.resolve("index"));
            List<IngestListener.Progress> told = new ArrayList<>();

            index.ingest(docs, told::add);

            assertThat(told).isEmpty();
            assertThat(Folders.names(temp.resolve("index"))).isEqualTo(before);
        }
    }

    @Test
    void progressNamesWhatIsDurable() {
        List<IngestListener.Progress> told = new ArrayList<>();

        try (LuceneIndex index = lexical()) {
            index.ingest(docs(), told::add);
        }

        assertThat(told)
                .containsExactly(new IngestListener.Progress(
                        List.of("cards.md", "ja/furikomi.md", "transfers/domestic.md"), 3, 3));
    }

    @Test
    void givenDocumentsAreAddedBesideTheOthers() {
        try (LuceneIndex index = lexical()) {
            index.ingest(docs());

            IngestReport report = index.ingest(
                    List.of(
                            SourceDocument.plainText("note-1", "The vault opens at seven."),
                            SourceDocument.plainText("cards.md", "Cards are now red.")),
                    IngestListener.NONE);

            assertThat(report.added()).containsExactly("note-1");
            assertThat(report.updated()).containsExactly("cards.md");
            assertThat(index.documents()).hasSize(4);
            assertThat(index.retrieve(Query.of("When does the vault open?", 1))
                            .get(0)
                            .id())
                    .isEqualTo("note-1#0");
        }
    }

    @Test
    void anotherProcessSeesChangesAfterRefresh() {
        Path docs = docs();
        try (LuceneIndex writer = lexical();
                LuceneIndex reader = lexical()) {
            writer.ingest(docs);

            assertThat(reader.documents()).isEmpty();
            reader.refresh();
            assertThat(reader.documents()).hasSize(3);
            assertThat(reader.describe()).isEqualTo(writer.describe());
        }
    }

    @Test
    void anInterruptedIngestionKeepsWhatWasAcknowledgedAndLeavesNoLock() {
        Path docs = temp.resolve("many");
        for (int i = 0; i < 600; i++) {
            Folders.write(docs, "d" + i + ".md", "# Rule " + i + "\n\nRule " + i + " is in force.\n");
        }
        List<String> acknowledged = new ArrayList<>();
        try (LuceneIndex index = lexical()) {
            assertThatThrownBy(() -> index.ingest(docs, progress -> {
                        acknowledged.addAll(progress.acknowledged());
                        Thread.currentThread().interrupt();
                    }))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();

            assertThat(acknowledged).isNotEmpty();
            assertThat(index.documents()).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(index.ingest(docs).unchanged()).hasSameSizeAs(acknowledged);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void rareTermsWeighMore() {
        try (LuceneIndex index = lexical()) {
            index.ingest(docs());

            double everywhere = index.weight(Language.ENGLISH, "card");
            double once = index.weight(Language.ENGLISH, "block");
            double never = index.weight(Language.ENGLISH, "dragon");

            assertThat(everywhere).isPositive().isLessThan(once);
            assertThat(once).isLessThan(never);
        }
    }

    @Test
    void settingsThatChangeResultsChangeTheDescription() {
        try (LuceneIndex index = lexical();
                LuceneIndex other = LuceneIndex.openLexical(
                        temp.resolve("index"), IndexSettings.DEFAULT.withFusion(new Fusion.ReciprocalRank(60)))) {
            assertThat(index.describe()).isNotEqualTo(other.describe());
            assertThat(index.describe().isOpaque()).isFalse();
        }
    }
}
