// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.LoadedModel;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.config.ConfigLoader;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.ModelDraft;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.classification.HeadModel;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.generation.Generated;
import dev.tokka.finetune.data.generation.LabelRows;
import dev.tokka.finetune.data.generation.LabelledText;
import dev.tokka.finetune.data.generation.RowGeneration;
import dev.tokka.finetune.training.embedding.AdapterData;
import dev.tokka.finetune.training.embedding.AdapterOptions;
import dev.tokka.finetune.training.embedding.AdapterTrainer;
import dev.tokka.finetune.training.embedding.CandidateSource;
import dev.tokka.finetune.training.embedding.JudgedQuestion;
import dev.tokka.finetune.training.embedding.TrainedAdapter;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.TrainedHead;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.AdaptedEncoder;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to heads and embedding adapters. */
class HeadsGuideTest {

    private static final List<Example> EXAMPLES = List.of(
            new Example("My card has not arrived yet.", "card"),
            new Example("Where is the new card that I ordered?", "card"),
            new Example("The card that you sent me is broken.", "card"),
            new Example("How do I send money abroad?", "transfer"),
            new Example("My transfer is still pending.", "transfer"),
            new Example("What does a transfer to France cost?", "transfer"),
            new Example("The machine did not give me any cash.", "cash"),
            new Example("How much cash can I withdraw in a day?", "cash"),
            new Example("Is there a fee for taking out cash?", "cash"));

    private static OnnxEncoder encoder;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        encoder = OnnxEncoder.bgeSmallEn();
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    /** An encoder as core knows it. */
    private record Vectors(OnnxEncoder encoder) implements Embedder {

        @Override
        public float[] embed(String text) {
            return encoder.encode(Encoder.Role.QUERY, List.of(text)).get(0);
        }

        @Override
        public Description describe() {
            return encoder.describe();
        }
    }

    @Test
    void aHeadIsTrainedAndServed() throws IOException {
        Path directory = folder.resolve("intents");
        Embedder embedder = new Vectors(encoder);
        // SHOW
        EmbeddingFeatures features = EmbeddingFeatures.of(embedder);
        List<LabeledFeatures> rows = EXAMPLES.stream()
                .map(example -> LabeledFeatures.of(features.features(example.question()), example.answer()))
                .toList();

        TrainedHead head = new HeadTrainer(features, Runnable::run).train(rows, HeadOptions.oneLabel(1));
        head.write(directory, "intents", "datasheets/intents.md");

        try (HeadModel model = HeadModel.open(directory, features)) {
            Answer answer = model.withThreshold(0.4).answer("I am still waiting for my card.");
            System.err.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
        }
        // END
        assertThat(head.labels()).containsExactly("card", "cash", "transfer");
        try (HeadModel model = HeadModel.open(directory, features)) {
            assertThat(model.answer("I am still waiting for my card.")
                            .reply()
                            .orElseThrow()
                            .text())
                    .isEqualTo("card");
        }
        String yaml = Documentation.blocks("yaml", "docs/heads.md").get(0);
        Path file = Files.writeString(folder.resolve("model.yaml"), yaml);
        try (LoadedModel loaded = new ConfigLoader().load(file)) {
            assertThat(loaded.answer("I am still waiting for my card.")
                            .reply()
                            .orElseThrow()
                            .text())
                    .isEqualTo("card");
        }
    }

    @Test
    void charactersNeedNoEncoder() {
        Path directory = folder.resolve("polarity");
        List<Example> examples = List.of(
                new Example("売上高は増加しました", "positive"),
                new Example("利益は大幅に増加しました", "positive"),
                new Example("受注が増加しています", "positive"),
                new Example("売上高は減少しました", "negative"),
                new Example("利益は大幅に減少しました", "negative"),
                new Example("受注が減少しています", "negative"));
        // SHOW
        CharacterFeatures characters = CharacterFeatures.DEFAULT;
        List<LabeledFeatures> rows = examples.stream()
                .map(example -> LabeledFeatures.of(characters.features(example.question()), example.answer()))
                .toList();

        new HeadTrainer(characters, Runnable::run)
                .train(rows, HeadOptions.oneLabel(1))
                .write(directory, "polarity", "datasheets/polarity.md");
        // END
        try (HeadModel model = HeadModel.open(directory)) {
            assertThat(model.answer("残高は増加しました").reply().orElseThrow().text()).isEqualTo("positive");
        }
    }

    @Test
    void aHeadIsATunedModelLikeAnyOther() throws IOException {
        CharacterFeatures characters = CharacterFeatures.DEFAULT;
        List<LabeledFeatures> rows = EXAMPLES.stream()
                .map(example -> LabeledFeatures.of(characters.features(example.question()), example.answer()))
                .toList();
        TrainedHead head = new HeadTrainer(characters, Runnable::run).train(rows, HeadOptions.oneLabel(1));
        List<LabelledText> texts = EXAMPLES.stream()
                .map(example -> new LabelledText(example.question(), example.question(), example.answer()))
                .toList();
        ModelCard card = new ModelCard("1", "own work", "nine messages", "to sort messages", "all but three topics");
        Datasheet.About about = new Datasheet.About("messages", "Teaches topics.", "", Instant.EPOCH);
        Lifecycle lifecycle = new Lifecycle(
                ModelInventory.directory(folder.resolve("inventory")), EvidencePolicy.DEFAULT, Clock.systemUTC());
        // SHOW
        LabelRows labels = LabelRows.classification("What is it about?", head.labels(), "own work");
        Generated made = RowGeneration.of(labels, texts).build().run(folder.resolve("rows"));
        Datasheet sheet = Datasheet.of(about, made.set().orElseThrow()).with(made);

        Path file = TunedModelFile.of("topics", head, card).with(sheet).write(folder.resolve("topics"));

        ModelDraft draft = ModelDraft.of(file, "Call centre", RiskTier.MEDIUM);
        ModelRecord developed = draft.enter(lifecycle, "topics", "sato");
        // END
        assertThat(developed.development().orElseThrow().recipe().ingredients()).contains(sheet.ingredient());
        try (FineTunedModel model = FineTunedModel.open(file)) {
            assertThat(developed.fingerprint()).contains(model.describe().fingerprint());
            assertThat(model.answer("Where is my card?").reply()).isPresent();
        }
    }

    @Test
    void theFileOfAHeadOnAnEncoderIsOpenedWithIt() throws IOException {
        EmbeddingFeatures features = EmbeddingFeatures.of(new Vectors(encoder));
        List<LabeledFeatures> rows = EXAMPLES.stream()
                .map(example -> LabeledFeatures.of(features.features(example.question()), example.answer()))
                .toList();
        ModelCard card = new ModelCard("1", "own work", "nine messages", "to sort messages", "all but three topics");
        Path written = TunedModelFile.of(
                        "topics", new HeadTrainer(features, Runnable::run).train(rows, HeadOptions.oneLabel(1)), card)
                .write(folder.resolve("topics"));
        Path file = Files.writeString(
                folder.resolve("model.yaml"),
                "tokka: 1\nmodel: {fine-tuned: {directory: topics, embedder: {encoder: {bundled: bge-small-en}}}}\n");

        try (LoadedModel loaded = new ConfigLoader().load(file);
                FineTunedModel model = FineTunedModel.open(written, features)) {
            assertThat(loaded.describe()).isEqualTo(model.describe());
            assertThat(loaded.answer("I am still waiting for my card.").reply())
                    .map(Answer.Reply::text)
                    .contains("card");
        }
    }

    @Test
    void anAdapterIsTrainedAndPluggedIn() throws IOException {
        Path directory = folder.resolve("adapter");
        List<float[]> passages = encoder.encode(
                Encoder.Role.PASSAGE, EXAMPLES.stream().map(Example::question).toList());
        List<JudgedQuestion> train = judged();
        List<JudgedQuestion> heldOut = train.subList(0, 2);
        LuceneIndex.open(folder.resolve("index"), encoder).close();
        // SHOW
        AdapterData data = new AdapterData(passages, train, heldOut);
        TrainedAdapter adapter =
                new AdapterTrainer(data, CandidateSource.nearest(data)).train(AdapterOptions.defaults(1));
        System.err.println(adapter.improves() ? "kept epoch " + adapter.epoch() : "the encoder is as good as it is");
        adapter.write(directory, "desk", encoder.describe(), "datasheets/desk.md");

        try (AdaptedEncoder adapted = AdaptedEncoder.open(directory, encoder);
                LuceneIndex index = LuceneIndex.open(folder.resolve("index"), adapted)) {
            List<Passage> found = index.retrieve(Query.of("Where is my card?", 3));
            System.err.println(found.size());
        }
        // END
        assertThat(adapter.quality()).isNotEmpty();
        Path file = Files.writeString(
                folder.resolve("model.yaml"),
                "tokka: 1\nmodel: {extractive: {index: index,"
                        + " encoder: {adapted: {directory: adapter, encoder: {bundled: bge-small-en}}}}}\n");
        try (LoadedModel loaded = new ConfigLoader().load(file);
                AdaptedEncoder adapted = AdaptedEncoder.open(directory, encoder)) {
            assertThat(loaded.describe().toJson()).contains(adapted.file().graphDigest());
        }
    }

    private static List<JudgedQuestion> judged() {
        List<JudgedQuestion> judged = new ArrayList<>();
        List<String> questions = List.of("card late", "card ordered", "card broken", "send abroad", "transfer pending");
        for (int i = 0; i < questions.size(); i++) {
            judged.add(new JudgedQuestion(
                    encoder.encode(Encoder.Role.QUERY, List.of(questions.get(i)))
                            .get(0),
                    Set.of(i)));
        }
        return judged;
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/heads.md", "docs/heads.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        assertThat(Documentation.javaBlocks(guide)).isEqualTo(Documentation.shownBy(HeadsGuideTest.class));
    }

    @Test
    void bothGuidesShowTheSameFile() throws IOException {
        assertThat(Documentation.blocks("yaml", "docs/heads.ja.md"))
                .isEqualTo(Documentation.blocks("yaml", "docs/heads.md"));
    }
}
