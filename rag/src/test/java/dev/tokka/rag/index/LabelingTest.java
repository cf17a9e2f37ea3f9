// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Attributes;
import dev.tokka.Caching;
import dev.tokka.Caller;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Tenant;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.FolderLabels;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights and metadata from a folder to an answer. */
class LabelingTest {

    private static final MetadataSchema SCHEMA = MetadataSchema.of(Map.of("kind", Value.Type.TEXT));
    private static final Attributes CLERK = Attributes.NONE.with(Caller.KEY, new Caller("clerk-7", Set.of("clerk")));

    @TempDir
    Path temp;

    private LuceneIndex open(Labeling labeling) {
        return LuceneIndex.openLexical(temp.resolve("index"), IndexSettings.DEFAULT.withLabeling(labeling));
    }

    private Labeling labels(String json) {
        Path file = Folders.write(temp, "labels.json", json);
        return Labeling.NONE.withSchema(SCHEMA).withFiles(FolderLabels.read(file, SCHEMA));
    }

    @Test
    void aFolderGetsTheLabelsOfItsFileAndWhatNoPatternMatchesIsForNobody() {
        Path docs = Folders.handbook(temp.resolve("docs"));
        Labeling labeling = labels("""
                {"labels": [
                    {"files": "cards.md", "roles": ["clerk"], "metadata": {"kind": "rule"}},
                    {"files": "ja/**"}]}""");
        try (LuceneIndex index = open(labeling)) {
            index.ingest(docs);

            assertThat(index.documents()).hasSize(3);
            assertThat(index.documents(CLERK)).containsExactly("cards.md", "ja/furikomi.md");
            assertThat(index.documents(Attributes.NONE)).containsExactly("ja/furikomi.md");
            assertThat(index.documents(CLERK.with(Filter.KEY, Filter.equal("kind", "rule"))))
                    .containsExactly("cards.md");
            assertThat(index.text("cards.md", Attributes.NONE)).isEmpty();
            assertThat(index.text("cards.md", CLERK)).isPresent();
            assertThat(index.passages("cards.md", Attributes.NONE)).isEmpty();
            assertThat(index.passages("cards.md", CLERK)).hasSize(2);
            assertThat(index.retrieve(new Query("dispute a card payment", 5, Attributes.NONE)))
                    .isEmpty();
        }
    }

    @Test
    void aChangedRightIsAChangeAlthoughTheFileIsTheSame() {
        Path docs = Folders.handbook(temp.resolve("docs"));
        try (LuceneIndex index = open(labels("{\"labels\": [{\"files\": \"**\"}]}"))) {
            index.ingest(docs);
        }
        try (LuceneIndex index = open(labels("""
                {"labels": [{"files": "cards.md", "roles": ["clerk"]}, {"files": "**"}]}"""))) {
            IngestReport report = index.ingest(docs);

            assertThat(report.updated()).containsExactly("cards.md");
            assertThat(report.unchanged()).hasSize(2);
            assertThat(index.documents(Attributes.NONE)).doesNotContain("cards.md");
        }
    }

    @Test
    void aFileWithoutTheTenantThatIsRequiredIsListed() {
        Path docs = Folders.handbook(temp.resolve("docs"));
        Labeling labeling = labels("{\"labels\": [{\"files\": \"cards.md\", \"tenant\": \"kanda\"}]}")
                .withTenants();
        try (LuceneIndex index = open(labeling)) {
            IngestReport report = index.ingest(docs);

            assertThat(report.added()).containsExactly("cards.md");
            assertThat(report.failures())
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure.reason()).isEqualTo(DocumentException.Reason.LABELS));
        }
    }

    @Test
    void anIndexOfAnotherSchemaIsRefused() {
        try (LuceneIndex index = open(Labeling.NONE.withSchema(SCHEMA))) {
            index.ingest(Folders.handbook(temp.resolve("docs")));
        }

        for (Labeling other :
                List.of(Labeling.NONE, Labeling.NONE.withSchema(SCHEMA).withTenants())) {
            assertThatThrownBy(() -> open(other))
                    .isInstanceOf(IncompatibleIndexException.class)
                    .hasMessageContaining("labels");
        }
    }

    @Test
    void cachedAnswersDoNotLeakBetweenCallersAndTenants() {
        try (LuceneIndex index = open(Labeling.NONE.withSchema(SCHEMA))) {
            index.ingest(
                    List.of(
                            vault("a", "seven", "clerk").withLabels(labels("a", "clerk", "rule")),
                            vault("b", "eight", "clerk").withLabels(labels("b", "clerk", "rule"))),
                    IngestListener.NONE);
            DomainModel model = DomainModels.cached(
                    new ExtractiveModel(index).with(Retrieval.from(index)), Caching.of(Duration.ofHours(1)));

            for (int round = 0; round < 2; round++) {
                assertThat(reply(model, "a", "clerk", "rule")).contains("seven").doesNotContain("eight");
                assertThat(reply(model, "b", "clerk", "rule")).contains("eight").doesNotContain("seven");
                assertThat(reply(model, "a", "guest", "rule")).isEmpty();
                assertThat(reply(model, "c", "clerk", "rule")).isEmpty();
                assertThat(reply(model, "a", "clerk", "form")).isEmpty();
            }
        }
    }

    private static SourceDocument vault(String id, String hour, String role) {
        return SourceDocument.plainText(id, "The vault opens at " + hour + " o'clock for every " + role + ".");
    }

    private static Labels labels(String tenant, String role, String kind) {
        return new Labels(
                Metadata.NONE.with("kind", new Value.Text(kind)),
                Access.EVERYBODY.forTenant(tenant).forRoles(role));
    }

    /** Returns the text of the reply, or nothing where the model abstains. */
    private static String reply(DomainModel model, String tenant, String role, String kind) {
        Attributes asker = Attributes.NONE
                .with(Tenant.KEY, new Tenant(tenant))
                .with(Caller.KEY, new Caller("same person", Set.of(role)))
                .with(Filter.KEY, Filter.equal("kind", kind));
        Answer answer = model.answer(Question.of("When does the vault open?").withAttributes(asker));
        return answer instanceof Answer.Reply reply ? reply.text() : "";
    }

    @Test
    void theTraceNamesTheSnapshotThatWasSearched() {
        try (LuceneIndex index = open(Labeling.NONE)) {
            index.ingest(List.of(vault("a", "seven", "clerk")), IngestListener.NONE);
            DomainModel model = new ExtractiveModel(index).with(Retrieval.from(index));

            Answer answer = model.answer(Question.of("When does the vault open?"));

            assertThat(answer.trace().steps().get(0).details()).containsEntry("snapshot", index.snapshot());
        }
    }

    @Test
    void snapshotsAreEqualForEqualContentsWhateverTheOrder() {
        Path other = temp.resolve("other");
        List<SourceDocument> documents = List.of(vault("a", "seven", "clerk"), vault("b", "eight", "guest"));
        try (LuceneIndex first = open(Labeling.NONE);
                LuceneIndex second = LuceneIndex.openLexical(other, IndexSettings.DEFAULT)) {
            first.ingest(documents, IngestListener.NONE);
            second.ingest(documents.subList(1, 2), IngestListener.NONE);
            assertThat(second.snapshot()).isNotEqualTo(first.snapshot());
            second.ingest(documents.subList(0, 1), IngestListener.NONE);

            assertThat(second.snapshot()).isEqualTo(first.snapshot());
            assertThat(first.describe().toString()).contains(first.snapshot());
        }
    }

    @Test
    void aBetterPassageOfAnotherTenantTakesNoPlace() {
        try (LuceneIndex index = open(Labeling.NONE.withSchema(SCHEMA))) {
            index.ingest(
                    List.of(
                            vault("other", "seven", "vault vault vault").withLabels(labels("b", "clerk", "rule")),
                            vault("mine", "eight", "clerk").withLabels(labels("a", "clerk", "rule"))),
                    IngestListener.NONE);
            Attributes asker = CLERK.with(Tenant.KEY, new Tenant("a"));

            List<Passage> found = index.retrieve(new Query("vault", 1, asker));

            assertThat(found).extracting(Passage::id).containsExactly("mine#0");
        }
    }
}
