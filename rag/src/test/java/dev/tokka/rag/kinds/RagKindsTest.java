// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.Retriever;
import dev.tokka.Router;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.SupportScorer;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.onnx.TinyModels;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.ranking.Refined;
import dev.tokka.rag.ranking.Surroundings;
import dev.tokka.rag.tuning.RagConfiguration;
import dev.tokka.rag.tuning.RagParts;
import dev.tokka.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retrieval in files: what Java composes, a file composes, and the index is open as long as the model. */
class RagKindsTest {

    private static final String ENCODER = "encoder: {bundled: bge-small-en}";
    private static final RagConfiguration TUNED = new RagConfiguration(
            new RagConfiguration.Chunking("structure", 500), new Fusion.ReciprocalRank(60), 50, 3, List.of());

    @TempDir
    static Path folder;

    private static OnnxEncoder encoder;

    @BeforeAll
    static void ingest() throws IOException {
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("fees.md"), "# Fees\n\nA transfer abroad costs 3 euros.\n");
        Files.writeString(documents.resolve("cards.md"), "# Cards\n\nA lost card is blocked at once.\n");
        encoder = OnnxEncoder.bgeSmallEn(1);
        try (LuceneIndex words = LuceneIndex.openLexical(folder.resolve("words"), IndexSettings.DEFAULT);
                LuceneIndex both = LuceneIndex.open(folder.resolve("both"), encoder);
                LuceneIndex tuned = LuceneIndex.openLexical(folder.resolve("tuned"), tuned())) {
            words.ingest(documents);
            both.ingest(documents);
            tuned.ingest(documents);
        }
        TUNED.write(folder.resolve("tuned.json"));
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    private static IndexSettings tuned() {
        return TUNED.settings(IndexSettings.DEFAULT, RagParts.DEFAULT);
    }

    @Test
    void aFileAnswersFromAnIndexLikeJava() throws IOException {
        LoadedModel model =
                load("{extractive: {index: words}, with: [{retrieval: {index: words, weights: index, limit: 4}}]}");

        try (model;
                LuceneIndex index = words()) {
            DomainModel made = new ExtractiveModel(index)
                    .with(Retrieval.from(index).weights(index).limit(4));
            Answer answer = model.answer("What does a transfer abroad cost?");

            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(answer.reply().orElseThrow().text()).startsWith("A transfer abroad costs 3 euros.");
        }
        assertThatThrownBy(() -> model.answer("What does a transfer abroad cost?"))
                .isInstanceOf(dev.tokka.ModelUnavailableException.class);
    }

    @Test
    void aClassOfDataIsThatOfJava() throws IOException {
        String inside = "{retrieval: {retriever: {classified: {class: internal, retriever: {lucene: {index: words}}}},"
                + " data-class: confidential}}";
        try (LoadedModel model = load("{extractive: {index: words}, with: [" + inside + "]}");
                LuceneIndex index = words()) {
            DomainModel made = new ExtractiveModel(index)
                    .with(Retrieval.from(index.classified(DataClass.INTERNAL).classified(DataClass.CONFIDENTIAL)));

            assertThat(model.describe()).isEqualTo(made.describe());
        }
    }

    @Test
    void anEncoderIsOpenedOnceAndComparesMeaning() throws IOException {
        try (LoadedModel model = load("{extractive: {index: both, " + ENCODER + ", min-relevance: 0.4}, with:"
                        + " [{retrieval: {index: both, " + ENCODER + ", support: meaning, unsupported: drop, links:"
                        + " [\"*.example.com\"], min-support: 0.25}}]}");
                LuceneIndex index = LuceneIndex.open(folder.resolve("both"), encoder)) {
            DomainModel made = new ExtractiveModel(index, encoder)
                    .minRelevance(0.4)
                    .with(Retrieval.from(index)
                            .support(SupportScorer.meaning(encoder, TermWeights.uniform()))
                            .unsupported(UnsupportedSentences.DROP)
                            .links(SafeLinks.only("*.example.com"))
                            .minSupport(0.25));

            assertThat(model.describe()).isEqualTo(made.describe());
        }
    }

    @Test
    void whatATunerHasWrittenCanBeNamed() throws IOException {
        try (LoadedModel model =
                        load("{extractive: , with: [{retrieval: {index: tuned, tuned: tuned.json, links: [\"*\"]}}]}");
                LuceneIndex index = LuceneIndex.openLexical(folder.resolve("tuned"), tuned())) {
            DomainModel made = new ExtractiveModel(TermWeights.uniform())
                    .with(TUNED.retrieval(index, RagParts.DEFAULT).links(SafeLinks.any()));

            assertThat(model.describe()).isEqualTo(made.describe());
        }
    }

    @Test
    void theStagesThatATunerNamesAreSaid() throws IOException {
        RagConfiguration staged = new RagConfiguration(
                TUNED.chunking(), TUNED.fusion(), TUNED.candidates(), TUNED.limit(), List.of("cap", "short"));
        staged.write(folder.resolve("staged.json"));
        RagParts parts = RagParts.DEFAULT
                .withStage("cap", on -> Refined.of(on).perSource(2))
                .withStage("short", on -> Refined.of(on).depth(9).withinCharacters(500));
        try (LoadedModel model = load(
                        "{extractive: , with: [{retrieval: {index: tuned, tuned: staged.json, stages: {cap:"
                                + " [per-source: 2], short: [depth: 9, within-characters: 500]}, with: [diverse: {lambda: 0.5}]}}]}");
                LuceneIndex index = LuceneIndex.openLexical(folder.resolve("tuned"), tuned())) {
            Retriever all = Refined.of(parts.staged(staged, index)).diverse(0.5);
            DomainModel made = new ExtractiveModel(TermWeights.uniform())
                    .with(Retrieval.from(all).limit(3));

            assertThat(model.describe()).isEqualTo(made.describe());
        }
        assertThatThrownBy(
                        () -> load("{extractive: , with: [{retrieval: {index: tuned, tuned: staged.json, stages: {cap:"
                                + " [per-source: 2]}}}]}"))
                .hasMessageContaining("stages must be among [cap] but are [cap, short]");
        assertThatThrownBy(() ->
                        load("{extractive: , with: [{retrieval: {index: words, stages: {cap: [per-source: 2]}}}]}"))
                .hasMessageContaining("expected 'tuned', which names the 'stages', but found none");
    }

    @Test
    void surroundingsAreReadInTheIndexThatThePiecesStandOn() throws IOException {
        String stages = "with: [{enlarged: {passages: 9, neighbours: 1}}, {joined: {passages: 5}}]";
        try (LoadedModel brief = load("{extractive: , with: [{retrieval: {index: words, " + stages + "}}]}");
                LoadedModel whole = load("{extractive: , with: [{retrieval: {retriever: {refined: {retriever: {lucene:"
                        + " {index: words}}, " + stages + "}}}}]}");
                LuceneIndex index = words()) {
            Refined refined = Refined.of(index)
                    .enlarged(index, Surroundings.neighbours(1), 9)
                    .joined(index, 5);
            DomainModel made = new ExtractiveModel(TermWeights.uniform()).with(Retrieval.from(refined));

            assertThat(brief.describe()).isEqualTo(made.describe());
            assertThat(whole.describe()).isEqualTo(made.describe());
            assertThat(brief.answer("What does a transfer abroad cost?").reply())
                    .isPresent();
        }
        assertThatThrownBy(
                        () -> load("{extractive: , with: [{retrieval: {retriever: {union: [{lucene: {index: words}}]},"
                                + " " + stages + "}}]}"))
                .hasMessageContaining(
                        "expected 'documents' for 'enlarged', which does not stand on an index, but found none");
    }

    @Test
    void tokensAreCountedByATokenizer() throws IOException {
        TinyModels.encoder(folder.resolve("tiny"));
        String within = "{within-tokens: {most: 9, tokenizer: tiny/tokenizer.json}}";
        try (LoadedModel model =
                load("{extractive: {min-relevance: 0}, with: [{retrieval: {index: words, with: [" + within + "]}}]}")) {
            assertThat(model.describe().isOpaque()).isFalse();
            // "# Fees" is no part of a passage: A transfer abroad costs 3 euros . are 7 tokens
            assertThat(model.answer("What does a transfer abroad cost?").reply())
                    .isPresent();
        }
        try (LoadedModel model = load("{extractive: {min-relevance: 0}, with: [{retrieval: {index: words, with: ["
                + within.replace("9", "6") + "]}}]}")) {
            assertThat(model.answer("What does a transfer abroad cost?").reply())
                    .isEmpty();
        }
        Files.writeString(folder.resolve("broken.json"), "{}");
        assertThatThrownBy(() -> load("{extractive: , with: [{retrieval: {index: words, with: ["
                        + "{within-tokens: {most: 9, tokenizer: broken.json}}]}}]}"))
                .hasMessageContaining("model.yaml:2:80: within-tokens: ");
    }

    @Test
    void anIndexMayStandBesideARetrieverToWeighWordsBy() throws IOException {
        try (LoadedModel model = load("{extractive: , with: [{retrieval: {index: words, retriever: {union: [{lucene:"
                        + " {index: words}}]}, weights: index}}]}");
                LuceneIndex index = words()) {
            DomainModel made = new ExtractiveModel(TermWeights.uniform())
                    .with(Retrieval.from(Refined.union(index)).weights(index));

            assertThat(model.describe()).isEqualTo(made.describe());
        }
        assertThatThrownBy(() -> load(
                        "{extractive: , with: [{retrieval: {index: words, retriever: {lucene: {index: words}}}}]}"))
                .hasMessageContaining("expected either 'index' or 'retriever' but found both");
    }

    @Test
    void retrieversRouteAndModelsWriteQueries() throws IOException {
        String lucene = "{lucene: {index: words}}";
        try (LoadedModel model =
                        load("{route: {by: {score: {retriever: " + lucene + ", threshold: 1, above: a, below: b}},"
                                + " routes: {a: {scripted: , with: [{retrieval: {retriever: " + lucene
                                + ", queries: {rewording:"
                                + " {model: {scripted: }, count: 2}}}}]}, b: {scripted: , with: [{retrieval: {index: words,"
                                + " queries: {condensing: {model: {scripted: }}}}}, {retrieval: {index: words, queries:"
                                + " {hypothetical: {model: {scripted: }}}}}]}}}}");
                LuceneIndex index = words()) {
            DomainModel base = scripted();
            Retrieval plain = Retrieval.from(index);
            DomainModel above = base.with(plain.queries(QueryWriters.rewording(base, 2)));
            DomainModel below = base.with(plain.queries(QueryWriters.condensing(base)))
                    .with(plain.queries(QueryWriters.hypothetical(base)));
            DomainModel made = DomainModels.route(Router.byScore(index, 1, "a", "b"), Map.of("a", above, "b", below));

            assertThat(model.describe()).isEqualTo(made.describe());
        }
    }

    @Test
    void vectorsOfQuestionsAreThoseOfTheEncoder() {
        assertThat(new OnnxKinds.QuestionEmbedder(encoder).embed("fees"))
                .isEqualTo(encoder.encode(dev.tokka.rag.Encoder.Role.QUERY, List.of("fees"))
                        .get(0));
        assertThat(new OnnxKinds.QuestionEmbedder(encoder).describe()).isEqualTo(encoder.describe());
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        assertThatThrownBy(() -> load("{extractive: , with: [{retrieval: {}}]}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("retrieval: expected either 'index' or 'retriever' but found none of them");
        assertThatThrownBy(() -> load("{extractive: , with: [{retrieval: {index: none}}]}"))
                .hasMessageContaining(
                        "model.yaml:2:50: expected a directory but found none at " + folder.resolve("none"));
        assertThatThrownBy(() -> load("{extractive: , with: [{retrieval: {index: both}}]}"))
                .hasMessageContaining("model.yaml:2:42: retrieval: ");
        assertThatThrownBy(() -> load("{extractive: , with: [{retrieval: {index: words, support: meaning}}]}"))
                .hasMessageContaining("expected an 'encoder' to compare meaning by");
        assertThatThrownBy(() -> load(
                        "{extractive: , with: [{retrieval: {retriever: {lucene: {index: words}}, weights: index}}]}"))
                .hasMessageContaining("expected an 'index' to weigh words by");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "with: [{rerank: 5}] | 2:65: expected a kind of stage, one of depth, diverse, enlarged",
                "with: [per-source: 0] | expected a whole number from 1 to 2147483647 but found 0",
                "with: [diverse: {lambda: 1.5}] | expected a number from 0.0 to 1.0 but found 1.5",
                "with: [{reranked: {passages: 5, reranker: {directory: none}}}] | expected a directory but found none at",
                "with: [{reranked: {passages: 5, reranker: {directory: words}}}] | 2:111: directory: ",
                "with: [{enlarged: {passages: 5}}] | expected either 'neighbours' or 'section' but found none of them",
                "with: [{filtered: {equal: {key: Kind, value: x}}}] | equal: key must be a lower-case letter",
                "with: [{filtered: {equal: {key: kind}}}] | expected either 'value' or 'time' but found none of them",
                "with: [{filtered: {equal: {key: kind, value: \"${PATH}\"}}}] | expected the value itself but found one",
                "with: [{filtered: {between: {key: day, from: today}}}] | expected a time with an offset such as",
                "with: [{filtered: {between: {key: day, from: true}}}] | between: ",
                "support: cross-encoder | expected a 'reranker' to measure support by but found none",
                "queries: {expanding: {vocabulary: model.yaml}} | expected 'glossary' (The terms of the domain.)",
                "queries: {expanding: {vocabulary: words/segments_1}} | expected a ",
                "tuned: tuned.json, settings: {candidates: 5} | expected chunker, fusion and candidates from 'tuned' only",
                "settings: {labels: {kind: word}} | expected one of flag, number, text, texts, time but found 'word'",
                "settings: {chunker: {structure: 1}} | expected a whole number from 2 to 2147483647 but found 1",
                "vocabulary: none.csv | expected a file but found none at"
            })
    void whatIsWrongWithARankingIsToldWithItsPlace(String settings, String message) {
        assertThatThrownBy(() -> load("{extractive: , with: [{retrieval: {index: words, " + settings + "}}]}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void secretsThatAreTooShortAreRefusedAndNotShown() {
        assertThatThrownBy(() -> load("{extractive: , with: [{leak-guard: {secrets: [abcdefghij]}}]}"))
                .hasMessageContaining("expected a secret as ${NAME}")
                .hasMessageNotContaining("abcdefghij");
    }

    private static LuceneIndex words() {
        return LuceneIndex.openLexical(folder.resolve("words"), IndexSettings.DEFAULT);
    }

    private static DomainModel scripted() {
        return ScriptedModel.replying("Yes.");
    }

    private static LoadedModel load(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel: " + model + "\n");
        Kind<DomainModel> scripted =
                Role.MODEL.kind("scripted", "Replies yes.", Type.object(), (settings, making) -> scripted());
        return new ConfigLoader().withKinds(scripted).load(file);
    }
}
