// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.Listening;
import dev.tokka.rag.document.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents on their way to an encoder that a server on this machine is. */
@Timeout(60)
class DocumentEgressTest {

    private static final SourceDocument FEES =
            SourceDocument.plainText("fees.txt", "A transfer abroad costs 12 euros.");
    private static final SourceDocument MERGER = SourceDocument.plainText("merger.txt", "The merger is on 3 May.");

    @TempDir
    Path temp;

    private Listening server;

    DocumentEgressTest() throws IOException {
        server = Listening.start();
    }

    @BeforeEach
    void nobodyHasSaidAnything() {
        assertThat(server.heard()).isEmpty();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** An encoder that sends its texts to a server first. */
    private record Served(Listening server, Description description) implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            server.say(String.join("\n", texts));
            return texts.stream().map(text -> new float[] {1, 0}).toList();
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Description describe() {
            return description;
        }
    }

    private Encoder served() {
        return new Served(server, Description.of("served encoder").sendingTo(server.endpoint()));
    }

    private EgressPolicy upTo(DataClass highest) {
        return EgressPolicy.of(EgressRule.of(server.address(), highest));
    }

    /** What is about a merger is restricted. */
    private DocumentEgress byText() {
        return DocumentEgress.of(upTo(DataClass.INTERNAL), DataClass.PUBLIC)
                .withClasses(
                        document -> document.text().contains("merger") ? DataClass.RESTRICTED : DataClass.INTERNAL);
    }

    private LuceneIndex index(Encoder encoder, DocumentEgress egress) {
        return LuceneIndex.open(temp.resolve("index"), encoder, IndexSettings.DEFAULT.withEgress(egress));
    }

    private static void refused(Runnable ingestion, String... said) {
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(ingestion::run)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EGRESS))
                .satisfies(refusal -> assertThat(refusal).message().contains(said));
    }

    @Test
    void noSocketIsOpenedForDocumentsThatMayNotGoThere() {
        try (LuceneIndex index = index(served(), DocumentEgress.of(upTo(DataClass.PUBLIC), DataClass.INTERNAL))) {
            refused(
                    () -> index.ingest(List.of(FEES), IngestListener.NONE),
                    "ingestion: egress: expected data of class PUBLIC or lower for " + server.address()
                            + " but it is INTERNAL");

            assertThat(server.heard()).isEmpty();
            assertThat(index.documents()).isEmpty();
        }
    }

    @Test
    void whatIsPermittedIsEncodedThere() {
        try (LuceneIndex index = index(served(), DocumentEgress.of(upTo(DataClass.INTERNAL), DataClass.INTERNAL))) {
            index.ingest(List.of(FEES), IngestListener.NONE);

            assertThat(server.heard()).hasSize(1).first().asString().contains("12 euros");
            assertThat(index.documents()).containsExactly("fees.txt");
        }
    }

    @Test
    void aDocumentOfAHigherClassIsNotSentAndIsNamed() {
        try (LuceneIndex index = index(served(), byText())) {
            refused(
                    () -> index.ingest(List.of(MERGER), IngestListener.NONE),
                    "ingestion of 'merger.txt': egress: expected data of class INTERNAL or lower for "
                            + server.address() + " but it is RESTRICTED");

            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void whatWasAcknowledgedBeforeStays() {
        List<SourceDocument> documents = new ArrayList<>(IntStream.range(0, 1_100)
                .mapToObj(i -> SourceDocument.plainText("d" + i, "Rule " + i + " is in force."))
                .toList());
        documents.add(MERGER);
        List<String> acknowledged = new ArrayList<>();
        try (LuceneIndex index = index(served(), byText())) {
            refused(() -> index.ingest(documents, progress -> acknowledged.addAll(progress.acknowledged())), "merger");

            assertThat(acknowledged).isNotEmpty();
            assertThat(index.documents()).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(server.heard()).isNotEmpty().noneMatch(text -> text.contains("merger"));
        }
    }

    @Test
    void aFolderIsAskedForEachFile() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("documents"));
        Files.writeString(folder.resolve("fees.txt"), FEES.text());
        try (LuceneIndex index = index(served(), byText())) {
            index.ingest(folder);
            Files.writeString(folder.resolve("merger.txt"), MERGER.text());

            refused(() -> index.ingest(folder), "ingestion of 'merger.txt'");

            assertThat(index.documents()).containsExactly("fees.txt");
            assertThat(server.heard()).hasSize(1);
        }
    }

    /** Documents that are there already are not sent again. */
    @Test
    void nothingIsAskedForWhatDoesNotChange() {
        try (LuceneIndex index = index(served(), byText())) {
            index.ingest(List.of(FEES), IngestListener.NONE);
        }
        DocumentEgress stricter = byText().withClasses(document -> DataClass.RESTRICTED);
        try (LuceneIndex index = index(served(), stricter)) {
            assertThat(index.ingest(List.of(FEES), IngestListener.NONE).unchanged())
                    .containsExactly("fees.txt");
        }
    }

    @Test
    void anEncoderThatDoesNotSayWhereItSendsIsDenied() {
        Encoder silent = new Served(server, Description.of("own encoder"));
        DocumentEgress anywhere =
                DocumentEgress.of(EgressPolicy.of(EgressRule.of("http://*", DataClass.RESTRICTED)), DataClass.PUBLIC);
        try (LuceneIndex index = index(silent, anywhere)) {
            refused(
                    () -> index.ingest(List.of(FEES), IngestListener.NONE),
                    "expected parts that say where they send, or that they send nothing, but 'own encoder' says"
                            + " neither");

            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void aStoreOfYourOwnIsDeniedUnlessItSaysWhereItSends() {
        IndexSettings settings =
                IndexSettings.DEFAULT.withEgress(DocumentEgress.of(upTo(DataClass.INTERNAL), DataClass.INTERNAL));
        DocumentIngestion ingestion = new DocumentIngestion(settings, Optional.empty());
        List<Description> elsewhere = List.of(Description.of("own store").sendingTo(server.endpoint()));

        refused(() -> ingestion.adding(List.of(FEES), IngestListener.NONE), "'opaque store' says neither");
        assertThat(ingestion.into(elsewhere).adding(List.of(FEES), IngestListener.NONE))
                .isNotNull();
        assertThat(ingestion.into(List.of()).adding(List.of(FEES), IngestListener.NONE))
                .isNotNull();
    }

    @Test
    void whatStaysInThisProcessNeedsNoPermission() {
        Encoder local = new Served(server, Description.of("own encoder").sendingNothing());
        try (LuceneIndex index = index(local, DocumentEgress.of(EgressPolicy.of(), DataClass.RESTRICTED))) {
            index.ingest(List.of(MERGER), IngestListener.NONE);

            assertThat(index.documents()).containsExactly("merger.txt");
        }
    }

    @Test
    void settingsOfEqualPoliciesAreEqual() {
        DocumentEgress internal = DocumentEgress.of(upTo(DataClass.PUBLIC), DataClass.INTERNAL);

        assertThat(IndexSettings.DEFAULT.withEgress(internal))
                .isEqualTo(
                        IndexSettings.DEFAULT.withEgress(DocumentEgress.of(upTo(DataClass.PUBLIC), DataClass.INTERNAL)))
                .isNotEqualTo(IndexSettings.DEFAULT);
        assertThat(IndexSettings.DEFAULT
                        .withEgress(internal)
                        .withCandidates(3)
                        .withAnalysis(Analysis.DEFAULT)
                        .egress())
                .contains(internal);
    }
}
