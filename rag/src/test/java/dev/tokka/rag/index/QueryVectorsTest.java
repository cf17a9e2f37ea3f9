// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Description;
import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryVectorsTest {

    private static final QueryVectors FEEDBACK = QueryVectors.DEFAULT.withFeedback(1, 1);
    private static final Attributes CLERK = Attributes.NONE.with(Caller.KEY, new Caller("clerk-7", Set.of("clerk")));

    /** The question points along the first axis; "near" leans to the side of "like near", which is farther than "other". */
    private static final TableEncoder ENCODER = new TableEncoder(Map.of(
            "near", new float[] {0.9f, 0.435_89f, 0},
            "like near", new float[] {0.6f, 0.8f, 0},
            "other", new float[] {0.65f, 0, 0.759_93f},
            "along", new float[] {1, 0, 0},
            "across", new float[] {0, 1, 0},
            "between", new float[] {0.707_107f, 0.707_107f, 0}));

    @TempDir
    private Path folder;

    @Test
    void feedbackMovesTheQuestionTowardsWhatWasFoundFirst() {
        List<SourceDocument> documents = documents("near", "like near", "other");

        assertThat(ranking(QueryVectors.DEFAULT, documents, Attributes.NONE))
                .containsExactly("near", "other", "like near");
        assertThat(ranking(FEEDBACK, documents, Attributes.NONE)).containsExactly("near", "like near", "other");
        assertThat(ranking(QueryVectors.DEFAULT.withFeedback(1, 0.01), documents, Attributes.NONE))
                .containsExactly("near", "other", "like near");
    }

    @Test
    void onlyWhatTheCallerMayFindMovesTheQuestion() {
        Labels forClerks = new Labels(Metadata.NONE, Access.EVERYBODY.forRoles("clerk"));
        List<SourceDocument> documents = documents("near", "like near", "other");
        documents.set(0, documents.get(0).withLabels(forClerks));

        assertThat(ranking(FEEDBACK, documents, CLERK)).containsExactly("near", "like near", "other");
        assertThat(ranking(FEEDBACK, documents, Attributes.NONE)).containsExactly("other", "like near");
    }

    @Test
    void onlyWhatTheFilterLetsThroughMovesTheQuestion() {
        List<SourceDocument> documents = documents("near", "like near", "other");
        for (int i = 0; i < documents.size(); i++) {
            Value kind = new Value.Text(i == 0 ? "draft" : "rule");
            documents.set(
                    i, documents.get(i).withLabels(new Labels(Metadata.of(Map.of("kind", kind)), Access.EVERYBODY)));
        }
        Attributes rules = Attributes.NONE.with(Filter.KEY, Filter.equal("kind", "rule"));

        assertThat(ranking(FEEDBACK, documents, rules)).containsExactly("other", "like near");
    }

    @Test
    void aQuestionIsReadAsAPassageAsFarAsTheShareSays() {
        List<SourceDocument> documents = documents("along", "across", "between");

        assertThat(first(0, documents)).isEqualTo("along");
        assertThat(first(0.5, documents)).isEqualTo("between");
        assertThat(first(1, documents)).isEqualTo("across");
    }

    @Test
    void passagesWithoutVectorsMoveNothing() {
        try (LuceneIndex index = open(FEEDBACK, IndexSettings.DEFAULT)) {
            index.ingest(List.of(SourceDocument.plainText("ja", "ISO規格に従って暗号化する。")), IngestListener.NONE);

            assertThat(index.retrieve(Query.of("ISO", 5))).hasSize(1);
        }
    }

    @Test
    void anIndexIsSearchedWithOtherVectorsOfQuestionsThanItWasWrittenWithAndSaysSo() {
        String before;
        try (LuceneIndex index = open(QueryVectors.DEFAULT, IndexSettings.DEFAULT)) {
            index.ingest(documents("near"), IngestListener.NONE);
            before = index.describe().fingerprint();
        }
        try (LuceneIndex index = open(FEEDBACK, IndexSettings.DEFAULT)) {
            assertThat(index.retrieve(Query.of("question", 5))).hasSize(1);
            assertThat(index.describe().fingerprint()).isNotEqualTo(before);
        }
    }

    @Test
    void checksItsRanges() {
        assertThatThrownBy(() -> new QueryVectors(-0.1, 0, 0)).hasMessageContaining("passageShare");
        assertThatThrownBy(() -> new QueryVectors(0, -1, 0)).hasMessageContaining("feedbackPassages");
        assertThatThrownBy(() -> new QueryVectors(0, 1, 1.5)).hasMessageContaining("feedbackShare");
        assertThatThrownBy(() -> new QueryVectors(Double.NaN, 0, 0)).hasMessageContaining("passageShare");
    }

    private String first(double passageShare, List<SourceDocument> documents) {
        return ranking(QueryVectors.DEFAULT.withPassageShare(passageShare), documents, Attributes.NONE)
                .get(0);
    }

    /** The documents are ingested one by one, so that their vectors are in several segments. */
    private List<String> ranking(QueryVectors queries, List<SourceDocument> documents, Attributes asker) {
        MetadataSchema schema = MetadataSchema.of(Map.of("kind", Value.Type.TEXT));
        IndexSettings settings =
                IndexSettings.DEFAULT.withFusion(new Fusion.Convex(1)).withLabeling(Labeling.NONE.withSchema(schema));
        try (LuceneIndex index = open(queries, settings)) {
            documents.forEach(document -> index.ingest(List.of(document), IngestListener.NONE));
            return index.retrieve(new Query("question", 5, asker)).stream()
                    .map(passage -> passage.source().document())
                    .toList();
        }
    }

    private LuceneIndex open(QueryVectors queries, IndexSettings settings) {
        return LuceneIndex.open(
                folder, ENCODER, settings.withVectors(settings.vectors().withQueries(queries)));
    }

    private static List<SourceDocument> documents(String... texts) {
        List<SourceDocument> documents = new ArrayList<>();
        for (String text : texts) {
            documents.add(SourceDocument.plainText(text, text));
        }
        return documents;
    }

    /** Knows a few texts; every question points along the first axis, and along the second if it is read as a passage. */
    private record TableEncoder(Map<String, float[]> passages) implements Encoder {

        @Override
        public List<float[]> encode(Role role, List<String> texts) {
            return texts.stream().map(text -> vector(role, text).clone()).toList();
        }

        private float[] vector(Role role, String text) {
            return role == Role.QUERY ? new float[] {1, 0, 0} : passages.getOrDefault(text, new float[] {0, 1, 0});
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public Description describe() {
            return Description.of("encoder", "table");
        }

        @Override
        public boolean covers(Language language) {
            return language == Language.ENGLISH;
        }
    }
}
