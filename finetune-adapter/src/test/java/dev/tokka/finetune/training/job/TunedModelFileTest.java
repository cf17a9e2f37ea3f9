// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Money;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.ModelDraft;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.classification.Heads;
import dev.tokka.finetune.data.Sheets;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.training.job.JobStatus.Loss;
import dev.tokka.finetune.training.job.JobStatus.State;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Ingredient.Kind;
import dev.tokka.governance.inventory.Registration.Vendor;
import dev.tokka.governance.inventory.RiskTier;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job has made, as a file with datasheet and evidence, and the draft of it for an inventory. */
class TunedModelFileTest {

    private static final Path TINY =
            Path.of("src/test/resources/models/tiny-copy").toAbsolutePath();
    private static final ModelCard CARD = new ModelCard("1", "Apache-2.0", "rows", "to reverse words", "all others");
    private static final URI PROVIDER = URI.create("https://tuning.example.com/v1");

    @TempDir
    private Path folder;

    private TrainingPlan raw;
    private TrainingPlan chat;

    @BeforeEach
    void plan() throws IOException {
        raw = plan("raw", "{\"prompt\": \"a\", \"completion\": \"b\"}\n");
        chat = plan("chat", "{\"messages\": [{\"role\": \"assistant\", \"content\": \"b\"}]}\n");
    }

    private TrainingPlan plan(String name, String row) throws IOException {
        Path rows = Files.writeString(folder.resolve(name + ".jsonl"), row);
        return TrainingPlan.of("reverse", "tiny-copy", TrainingFile.of(rows), DataClass.INTERNAL);
    }

    private TunedModelFile adapter() {
        TrainedModel.Adapter made = new TrainedModel.Adapter(TINY.resolve("adapters/reverse"), "d1", "", raw.id());
        return TunedModelFile.of(raw, made, CARD, TINY).withGraph("onnx/model_lora.onnx");
    }

    private TrainedModel.Served served() {
        return new TrainedModel.Served(PROVIDER, "ft:tiny:1", chat.id());
    }

    private static JobStatus ended(TrainedModel model) {
        return new JobStatus(
                State.SUCCEEDED,
                OptionalDouble.of(1),
                List.of(new Loss(1, 2.5, OptionalDouble.empty()), new Loss(2, 1.5, OptionalDouble.of(1.75))),
                Optional.of(new Money(new BigDecimal("6.00"), Currency.getInstance("USD"))),
                Optional.of(model),
                "");
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void theDirectoryTellsWhatTheModelWasTrainedOnAndHowThatWent() throws IOException {
        Datasheet sheet = Sheets.of(folder.resolve("set"));
        Path file = TunedModelFile.of(chat, served(), CARD, "")
                .with(ended(served()))
                .with(sheet)
                .write(folder.resolve("tuned"));

        assertThat(folder.resolve("tuned/datasheet.json")).content().isEqualTo(sheet.toJson());
        JsonNode evidence = json(folder.resolve("tuned/evidence.json"));
        assertThat(evidence.path("base").asText()).isEqualTo("tiny-copy");
        assertThat(evidence.path("seed").asLong()).isEqualTo(42);
        assertThat(evidence.at("/plan/training/sha256").asText())
                .isEqualTo(chat.training().sha256());
        assertThat(evidence.at("/plan/lora/rank").asInt()).isEqualTo(8);
        assertThat(evidence.path("losses").toString())
                .isEqualTo("[{\"step\":1,\"training\":2.5},{\"step\":2,\"training\":1.5,\"validation\":1.75}]");
        assertThat(evidence.path("spent").asText()).isEqualTo("6.00 USD");
        assertThat(json(file).at("/datasheet/file").asText()).isEqualTo("datasheet.json");
        assertThat(json(file).at("/datasheet/sha256").asText()).isEqualTo(sheet.digest());
        assertThat(Files.readString(file)).doesNotContain(folder.toString());
    }

    @Test
    void theDraftOfAnAdapterHasTheDigestsOfTheDescription() throws IOException {
        Path file = adapter().write(folder.resolve("tuned"));

        ModelDraft draft = ModelDraft.of(file, "Retail banking", RiskTier.MEDIUM);

        assertThat(json(file).path("base").asText()).startsWith("..");
        try (FineTunedModel model = FineTunedModel.open(file)) {
            assertThat(model.answer("copy:ihhi=").reply())
                    .map(Answer.Reply::text)
                    .isPresent();
            Description own = model.describe().parts().get(0);
            assertThat(draft.recipe().ingredients())
                    .containsExactly(
                            ingredient(Kind.BASE_MODEL, "tiny-copy", property(own, "graph")),
                            ingredient(Kind.ADAPTER, "reverse", property(own, "adapter")),
                            ingredient(
                                    Kind.PROMPT,
                                    "format completion",
                                    own.parts().get(0).fingerprint()),
                            ingredient(
                                    Kind.TRAINING_DATA,
                                    "rows of reverse",
                                    raw.training().sha256()));
            assertThat(draft.recipe().description()).isEqualTo(model.describe());
            DomainModel whole = DomainModels.fallback(model, model.withAdapter(""));
            assertThat(draft.serving(whole).recipe().description()).isEqualTo(whole.describe());
            assertThat(draft.serving(whole).recipe().ingredients())
                    .isEqualTo(draft.recipe().ingredients());
            assertThat(ModelDraft.of(model.withAdapter(""), "o", RiskTier.LOW)
                            .recipe()
                            .ingredients())
                    .extracting(Ingredient::kind)
                    .doesNotContain(Kind.ADAPTER);
        }
        assertThat(draft.recipe().seed()).hasValue(42);
    }

    private static String property(Description description, String name) {
        return requireNonNull(description.properties().get(name), name);
    }

    private static Ingredient ingredient(Kind kind, String name, String digest) {
        return Ingredient.of(kind, name, "sha256:" + digest, "Apache-2.0");
    }

    @Test
    void aProviderIsTheVendorOfWhatItServes() {
        Path file = TunedModelFile.of(chat, served(), CARD, "").write(folder.resolve("tuned"));

        ModelDraft draft = ModelDraft.of(file, "Retail banking", RiskTier.MEDIUM);

        assertThat(draft.registration().vendor()).contains(Vendor.of("tuning.example.com", "ft:tiny:1"));
        assertThat(draft.recipe().ingredients())
                .contains(
                        Ingredient.of(Kind.BASE_MODEL, "tiny-copy", "tiny-copy", "Apache-2.0"),
                        Ingredient.of(Kind.ADAPTER, "ft:tiny:1", "ft:tiny:1", "Apache-2.0"))
                .extracting(Ingredient::kind)
                .containsExactly(Kind.BASE_MODEL, Kind.ADAPTER, Kind.PROMPT, Kind.TRAINING_DATA);
    }

    @Test
    void aFileThatWasWrittenByHandIsDraftedByWhatItSays() throws IOException {
        Path file = TunedModelFile.of(chat, served(), CARD, "").write(folder.resolve("tuned"));
        ObjectNode json = (ObjectNode) json(file);
        json.remove("evidence");
        Files.writeString(file, json.toString());

        ModelDraft draft = ModelDraft.of(file, "Retail banking", RiskTier.MEDIUM);

        assertThat(draft.recipe().ingredients())
                .contains(Ingredient.of(Kind.BASE_MODEL, "ft:tiny:1", "ft:tiny:1", "Apache-2.0"))
                .extracting(Ingredient::kind)
                .containsExactly(Kind.BASE_MODEL, Kind.PROMPT);
        assertThat(draft.recipe().seed()).isEmpty();
    }

    @Test
    void theDraftOfAMergedAdapterHasTheDigestOfBoth() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("merged"));
        Files.writeString(
                directory.resolve("tokka-model.json"),
                new ObjectMapper()
                        .createObjectNode()
                        .put("name", "m")
                        .put("version", "1")
                        .put("licence", "Apache-2.0")
                        .put("trainingData", "rows")
                        .put("intendedUse", "to reverse words")
                        .put("knownLimits", "all others")
                        .put("base", TINY.toString())
                        .put("merged", TINY + "/adapters/reverse")
                        .set("prompt", new ObjectMapper().createObjectNode().put("format", "completion"))
                        .toString());

        ModelDraft draft = ModelDraft.of(directory, "Retail banking", RiskTier.MEDIUM);

        String graph = property(draft.recipe().description().parts().get(0), "graph");
        assertThat(draft.recipe().ingredients())
                .contains(ingredient(Kind.BASE_MODEL, "tiny-copy", graph), ingredient(Kind.ADAPTER, "reverse", graph));
        assertThat(draft.recipe().seed()).isEmpty();
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        TunedModelFile file = TunedModelFile.of(chat, served(), CARD, "");
        TrainedModel.Served other = new TrainedModel.Served(PROVIDER, "ft:tiny:1", raw.id());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> file.with(ended(other)))
                .withMessage("expected the end of the job that has made this model but it is another");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TunedModelFile.of(chat, other, CARD, ""))
                .withMessageContaining("expected a model that was made by this plan");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> file.withGraph("g"))
                .withMessageContaining("expected the file of an adapter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TunedModelFile.of("t", Heads.train(CharacterFeatures.DEFAULT), CARD)
                        .withGraph("g"));
    }
}
