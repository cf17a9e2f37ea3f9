// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Caching;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten is in no file. */
class ForgetTest {

    private static final String MARKER = "qzxwvkjy8417";

    @TempDir
    Path temp;

    private LuceneIndex open() {
        MetadataSchema schema = MetadataSchema.of(Map.of("kind", Value.Type.TEXT));
        return LuceneIndex.open(
                temp.resolve("index"),
                new Circle(),
                IndexSettings.DEFAULT.withLabeling(Labeling.NONE.withSchema(schema)));
    }

    private static SourceDocument secret() {
        Labels labels = new Labels(
                Metadata.NONE.with("kind", new Value.Text("kind" + MARKER)),
                Access.EVERYBODY.forTenant("tenant" + MARKER).forRoles("role" + MARKER));
        return SourceDocument.markdown("id" + MARKER, "# Heading" + MARKER + "\n\nThe word is " + MARKER + ".\n")
                .withLabels(labels);
    }

    private static List<SourceDocument> others(int count) {
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(SourceDocument.plainText("d" + i, "Rule " + i + " is in force."));
        }
        return documents;
    }

    /** The files of the folder that hold the bytes of {@code text} in any case, or its vector. */
    private List<String> filesWith(String text) throws IOException {
        ByteBuffer vector = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        for (float each : Circle.SECRET) {
            vector.putFloat(each);
        }
        String bytes = new String(vector.array(), ISO_8859_1);
        List<String> found = new ArrayList<>();
        for (String name : Folders.names(temp.resolve("index"))) {
            String content = Files.readString(temp.resolve("index").resolve(name), ISO_8859_1);
            if (content.contains(text)) {
                found.add("text in " + name);
            }
            if (content.contains(bytes)) {
                found.add("vector in " + name);
            }
        }
        return found;
    }

    @Test
    void everyTraceIsGoneFromTheFiles() throws IOException {
        try (LuceneIndex index = open()) {
            List<SourceDocument> all = new ArrayList<>(others(50));
            all.add(25, secret());
            index.ingest(all, IngestListener.NONE);
            String with = index.snapshot();
            assertThat(filesWith(MARKER)).anyMatch(file -> file.startsWith("text"));
            assertThat(filesWith(MARKER)).anyMatch(file -> file.startsWith("vector"));

            ForgetReport report = index.forget("id" + MARKER);

            assertThat(filesWith(MARKER)).isEmpty();
            assertThat(report.passages()).isEqualTo(1);
            assertThat(report.filesRemoved()).isNotEmpty();
            assertThat(report.isComplete()).isTrue();
            assertThat(report.snapshot()).isEqualTo(index.snapshot()).isNotEqualTo(with);
            assertThat(index.documents()).hasSize(50);
            assertThat(index.passages("d7")).hasSize(1);
        }
    }

    @Test
    void whatAnEarlierVersionLeftIsPurgedToo() throws IOException {
        try (LuceneIndex index = open()) {
            index.ingest(others(50), IngestListener.NONE);
            index.ingest(List.of(secret()), IngestListener.NONE);
            index.ingest(List.of(SourceDocument.plainText("id" + MARKER, "Harmless.")), IngestListener.NONE);

            index.forget("id" + MARKER);

            assertThat(filesWith(MARKER)).isEmpty();
            assertThat(index.documents()).hasSize(50);
        }
    }

    @Test
    void forgettingWhatIsNotThereRemovesNothing() {
        try (LuceneIndex index = open()) {
            index.ingest(others(3), IngestListener.NONE);
            String before = index.snapshot();

            ForgetReport report = index.forget("nowhere");

            assertThat(report.passages()).isZero();
            assertThat(report.snapshot()).isEqualTo(before);
            assertThat(index.documents()).hasSize(3);
        }
    }

    @Test
    void theLastDocumentCanBeForgottenAndAnEmptyIndexToo() throws IOException {
        try (LuceneIndex index = open()) {
            assertThat(index.forget("nowhere").isComplete()).isTrue();
            index.ingest(List.of(secret()), IngestListener.NONE);

            index.forget("id" + MARKER);

            assertThat(index.documents()).isEmpty();
            assertThat(filesWith(MARKER)).isEmpty();
        }
    }

    @Test
    void searchesThatHaveBegunAreCountedAndEndAsIfNothingHadHappened() {
        List<ForgetReport> reports = new ArrayList<>();
        List<LuceneIndex> indexes = new ArrayList<>();
        Encoder forgetting = new Circle(() -> reports.add(indexes.get(0).forget("d1")));
        try (LuceneIndex index = LuceneIndex.open(temp.resolve("index"), forgetting, IndexSettings.DEFAULT)) {
            index.ingest(others(3), IngestListener.NONE);
            indexes.add(index);

            assertThat(index.retrieve(Query.of("rule", 5))).hasSize(3);
            assertThat(reports).singleElement().satisfies(report -> {
                assertThat(report.searchesBefore()).isEqualTo(1);
                assertThat(report.isComplete()).isFalse();
            });
            assertThat(index.documents()).containsExactly("d0", "d2");
        }
    }

    @Test
    void cachedAnswersFromAForgottenDocumentAreNotGivenAgain() {
        try (LuceneIndex index = LuceneIndex.openLexical(temp.resolve("index"), IndexSettings.DEFAULT)) {
            index.ingest(
                    List.of(SourceDocument.plainText("vault", "The vault opens at seven o'clock.")),
                    IngestListener.NONE);
            DomainModel model = DomainModels.cached(
                    new ExtractiveModel(index).with(Retrieval.from(index)), Caching.of(Duration.ofHours(1)));
            Question question = Question.of("When does the vault open?");
            assertThat(model.answer(question)).isInstanceOf(Answer.Reply.class);
            assertThat(model.answer(question)).isInstanceOf(Answer.Reply.class);

            index.forget("vault");

            assertThat(model.answer(question)).isInstanceOf(Answer.Abstention.class);
        }
    }

    @Test
    void aClosedIndexForgetsNothing() {
        LuceneIndex index = open();
        index.close();

        assertThatThrownBy(() -> index.forget("d")).isInstanceOf(IllegalStateException.class);
    }

    /** Puts what holds the marker to one place that nothing else has. */
    private record Circle(Runnable onQuery) implements Encoder {

        private static final float[] SECRET = {0.6f, 0.8f};

        Circle() {
            this(() -> {});
        }

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            if (role == Role.QUERY) {
                onQuery.run();
            }
            return texts.stream()
                    .map(text -> text.contains(MARKER) ? SECRET : new float[] {1, 0})
                    .toList();
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Description describe() {
            return Description.of("encoder", "circle");
        }
    }
}
