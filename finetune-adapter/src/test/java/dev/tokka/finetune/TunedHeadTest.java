// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.classification.Featurizer;
import dev.tokka.finetune.classification.HeadFile;
import dev.tokka.finetune.classification.HeadModel;
import dev.tokka.finetune.classification.Heads;
import dev.tokka.finetune.data.Sheets;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Ingredient.Kind;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A head as a file like that of any tuned model. */
class TunedHeadTest {

    private static final ModelCard CARD = new ModelCard("1", "own work", "messages", "to sort messages", "all others");
    private static final Featurizer CHARACTERS = new CharacterFeatures(1, 3, 512);
    private static final EmbeddingFeatures WORDS = EmbeddingFeatures.of(new Heads.Words("w"));

    @TempDir
    Path folder;

    private Path write(Featurizer featurizer) {
        return TunedModelFile.of("topics", Heads.train(featurizer), CARD).write(folder.resolve("head"));
    }

    private Path writeWithSheet(Datasheet sheet) {
        return TunedModelFile.of("topics", Heads.train(CHARACTERS), CARD)
                .with(sheet)
                .write(folder.resolve("head"));
    }

    private static AbstractThrowableAssert<?, ?> refused(Path file, Reason reason) {
        return assertThatThrownBy(() -> FineTunedModel.open(file).close())
                .isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(((ModelFileException) e).reason()).isEqualTo(reason));
    }

    private JsonNode evidence() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("head/evidence.json").toFile());
    }

    @Test
    void aHeadOnCharactersOpensByItsFileAlone() throws IOException {
        Path file = write(CHARACTERS);
        FineTunedModel model = FineTunedModel.open(file);
        try (model;
                HeadModel head = HeadModel.open(file.resolveSibling(""))) {
            Description description = model.describe();

            assertThat(model.answer("my card").reply()).map(Answer.Reply::text).contains("card");
            assertThat(description.properties())
                    .containsEntry("version", "1")
                    .containsEntry("licence", "own work")
                    .containsEntry("trainingData", "messages")
                    .containsEntry("intendedUse", "to sort messages")
                    .containsEntry("knownLimits", "all others")
                    .containsEntry("evidence", Digests.sha256(file.resolveSibling("evidence.json")))
                    .doesNotContainKey("datasheet");
            assertThat(description.parts()).containsExactly(head.describe());
            assertThat(model.card()).isEqualTo(CARD);
            assertThatThrownBy(() -> model.withAdapter("x"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("a head has no adapters: open the file of another head");
        }
        assertThatThrownBy(() -> model.answer("my card")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHeadOnAnEncoderOpensWithThat() {
        Path file = write(WORDS);

        try (FineTunedModel model = FineTunedModel.open(file, WORDS)) {
            assertThat(model.answer("my card").reply()).map(Answer.Reply::text).contains("card");
        }
        refused(file, Reason.UNDECIDED)
                .hasMessageContaining("tokka-model.json: expected a head on characters")
                .hasMessageContaining(WORDS.describe().fingerprint() + " and 4 features")
                .hasMessageContaining("open it by FineTunedModel.open(path, EmbeddingFeatures.of(embedder))");
        assertThatThrownBy(() -> FineTunedModel.open(file, EmbeddingFeatures.of(new Heads.Words("v"))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected the featurizer of the training");
    }

    @Test
    void onlyAHeadHasAFeaturizer() throws IOException {
        Path file = Files.writeString(folder.resolve("tokka-model.json"), DemoModel.text(folder));

        assertThatThrownBy(() -> FineTunedModel.open(file, WORDS))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected a head, which is opened with a featurizer, but it has a base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "prompt", "graph", "adapters", "adapter", "merged", "manifest", "signer"})
    void aHeadHasNothingOfALanguageModel(String member) throws IOException {
        Path file = write(CHARACTERS);
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{\"" + member + "\": \".\","));

        refused(file, Reason.UNSUPPORTED).hasMessageContaining("expected no \"" + member + "\" beside \"head\"");
    }

    @Test
    void theEvidenceSaysHowItWasTrainedAndHowWellThatWent() throws IOException {
        write(WORDS);

        JsonNode evidence = evidence();
        assertThat(evidence.path("by").asText()).isEqualTo("head");
        assertThat(evidence.path("seed").asLong()).isEqualTo(1);
        assertThat(evidence.path("texts").asInt()).isEqualTo(Heads.train(WORDS).texts());
        assertThat(evidence.at("/features/fingerprint").asText())
                .isEqualTo(WORDS.describe().fingerprint());
        assertThat(evidence.at("/settings/task").asText()).isEqualTo("ONE_LABEL");
        assertThat(evidence.at("/heldOut/accuracy").isDouble()).isTrue();
        assertThat(evidence.at("/heldOut/strength").asDouble()).isPositive();
        assertThat(evidence.path("labels")).hasSize(3);
    }

    @Test
    void theDatasheetGoesWithTheFileAndIsHeldToItsDigest() throws IOException {
        Datasheet sheet = Sheets.of(folder.resolve("rows"));
        Path file = writeWithSheet(sheet);
        Path copy = file.resolveSibling("datasheet.json");

        try (FineTunedModel model = FineTunedModel.open(file)) {
            assertThat(copy).content().isEqualTo(sheet.toJson());
            assertThat(model.describe().properties()).containsEntry("datasheet", sheet.digest());
        }
        Files.writeString(copy, sheet.toJson() + " ");
        refused(file, Reason.MALFORMED)
                .hasMessageStartingWith(copy + ": expected the datasheet that " + file)
                .hasMessageContaining("with the SHA-256 " + sheet.digest() + ", but its content has ");
        Files.delete(copy);
        refused(file, Reason.MISSING).hasMessageContaining("but there is none");
    }

    @Test
    void changedEvidenceIsRefusedAndItsDigestIsOne() throws IOException {
        Path file = write(CHARACTERS);
        Path evidence = file.resolveSibling("evidence.json");
        Files.writeString(evidence, Files.readString(evidence).replace("\"seed\" : 1", "\"seed\" : 2"));

        refused(file, Reason.MALFORMED).hasMessageStartingWith(evidence + ": expected the evidence");

        Files.writeString(file, Files.readString(file).replaceAll("[0-9a-f]{64}", "none"));
        refused(file, Reason.UNSUPPORTED).hasMessageContaining("in \"evidence\": expected \"sha256\" to be a SHA-256");
    }

    @Test
    void theDraftHasTheDigestsOfTheDescription() throws IOException {
        Datasheet sheet = Sheets.of(folder.resolve("rows"));
        Path file = writeWithSheet(sheet);

        ModelDraft draft = ModelDraft.of(file, "Retail banking", RiskTier.MEDIUM);

        try (FineTunedModel model = FineTunedModel.open(file)) {
            assertThat(draft.recipe().description()).isEqualTo(model.describe());
            String graph = model.describe().parts().get(0).properties().get("graph");
            assertThat(draft.recipe().ingredients())
                    .containsExactly(
                            Ingredient.of(
                                    Kind.ENCODER,
                                    "character-features",
                                    "sha256:" + CHARACTERS.describe().fingerprint(),
                                    "own work"),
                            Ingredient.of(Kind.ADAPTER, "topics", "sha256:" + graph, "own work"),
                            sheet.ingredient());
            assertThat(graph).isEqualTo(Digests.sha256(file.resolveSibling(HeadFile.GRAPH)));
        }
        assertThat(draft.recipe().seed()).hasValue(1);
        assertThat(draft.registration().purpose()).isEqualTo("to sort messages");
        assertThat(draft.registration().vendor()).isEmpty();
    }

    @Test
    void aSheetThatIsNoJsonIsAnIngredientByItsFile() throws IOException {
        Path file = write(CHARACTERS);
        Path page = Files.writeString(file.resolveSibling("sheet.md"), "# Messages\n");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "\\{",
                                "{\"datasheet\": {\"file\": \"sheet.md\", \"sha256\": \"" + Digests.sha256(page)
                                        + "\"},"));

        assertThat(ModelDraft.of(file, "Retail banking", RiskTier.LOW).recipe().ingredients())
                .contains(Ingredient.of(
                        Kind.TRAINING_DATA, "sheet.md", "sha256:" + Digests.sha256(page), CARD.licence()));
    }

    @Test
    void aHeadHasNoJob() {
        TunedModelFile file = TunedModelFile.of("topics", Heads.train(CHARACTERS), CARD);
        JobStatus status = new JobStatus(
                JobStatus.State.RUNNING, OptionalDouble.empty(), List.of(), Optional.empty(), Optional.empty(), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> file.with(status))
                .withMessageContaining("expected the end of the job that has made this model");
    }

    @Test
    void whatCannotBeWrittenIsTold() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");

        assertThatThrownBy(() -> TunedModelFile.of("topics", Heads.train(CHARACTERS), CARD)
                        .write(taken))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("cannot be written");
    }
}
