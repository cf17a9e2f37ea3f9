// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.generation.DocumentQuestions;
import dev.tokka.finetune.data.generation.RowGeneration;
import dev.tokka.finetune.training.external.BaseModel;
import dev.tokka.finetune.training.external.ExternalTrainer;
import dev.tokka.finetune.training.external.TrainingProgram;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.TrainedHead;
import dev.tokka.finetune.training.hosted.HostedTrainer;
import dev.tokka.finetune.training.hosted.Provider;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.LoraSettings;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.Trainer;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.finetune.training.job.TrainingSettings;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tuned models of each sort, from their file to the gate, which refuses them once a byte of weights or datasheet has changed. */
class TunedModelLifeTest {

    private static final ModelCard CARD = new ModelCard("1", "own work", "rows", "to show the way", "all else");
    private static final Path TINY =
            Path.of("../finetune-adapter/src/test/resources/models/tiny-copy").toAbsolutePath();
    private static final Duration SOON = Duration.ofMillis(5);

    @TempDir
    private Path folder;

    private Path home;
    private Datasheet sheet;

    @BeforeEach
    void prepare() throws IOException {
        home = folder.resolve("home");
        List<SourceDocument> documents =
                List.of(SourceDocument.of("fees.md", "The fee of a transfer is 500 yen.", "own work"));
        sheet = Datasheet.of(
                new Datasheet.About("fees", "Teaches fees.", "", Instant.EPOCH),
                RowGeneration.of(DocumentQuestions.inWordings(1), documents)
                        .build()
                        .run(folder.resolve("rows"))
                        .set()
                        .orElseThrow());
    }

    private static Case item(int number, String question, String answer) {
        return Case.of("c" + number, Question.of(question), new Expected.Texts(List.of(answer)));
    }

    /** Checks that the approval ends with a byte of the datasheet, whether or not somebody makes the file fit. */
    private void requireSheetCovered(TunedLife life, Path file) throws IOException {
        life.requireValid(file);
        Path copy = file.resolveSibling(TunedModelFile.DATASHEET);
        String sound = Files.readString(file);
        String old = Digests.sha256(copy);
        Files.writeString(copy, Files.readString(copy).replace("Teaches fees.", "Teaches fees!"));
        assertThatThrownBy(() -> FineTunedModel.open(file).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected the datasheet");

        Files.writeString(file, sound.replace(old, Digests.sha256(copy)));
        life.requireVoid(file);

        Files.writeString(copy, sheet.toJson());
        Files.writeString(file, sound);
        life.requireValid(file);
    }

    private static TrainedHead head(String more) {
        List<String> texts = List.of(
                "my card",
                "a new card",
                "the card is lost",
                "where is my card",
                "some cash",
                "more cash",
                "cash is missing",
                more);
        List<LabeledFeatures> rows = texts.stream()
                .map(text -> LabeledFeatures.of(
                        CharacterFeatures.DEFAULT.features(text), text.contains("card") ? "card" : "cash"))
                .toList();
        return new HeadTrainer(CharacterFeatures.DEFAULT, Runnable::run).train(rows, HeadOptions.oneLabel(1));
    }

    @Test
    void aHead() throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String label = i % 2 == 0 ? "card" : "cash";
            cases.add(item(i, "about " + label + " " + i, label));
        }
        TunedLife life = new TunedLife(folder, cases);
        Path file = TunedModelFile.of("topics", head("where is cash"), CARD)
                .with(sheet)
                .write(home);

        try (FineTunedModel tuned = FineTunedModel.open(file)) {
            DomainModel served = life.serve(tuned, ScriptedModel.replying("card"), 0.3);
            assertThat(served.answer("the card").reply())
                    .map(Answer.Reply::text)
                    .contains("card");
        }

        requireSheetCovered(life, file);
        Path graph = file.resolveSibling("model.onnx");
        byte[] changed = Files.readAllBytes(graph);
        changed[changed.length / 2] ^= 1;
        Files.write(graph, changed);
        assertThatThrownBy(() -> FineTunedModel.open(file).close()).isInstanceOf(ModelFileException.class);
        TunedModelFile.of("topics", head("no cash left"), CARD).with(sheet).write(home);
        life.requireVoid(file);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anAdapterOfAJob() throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(TINY.resolve("golden.jsonl"))) {
            JsonNode golden = new ObjectMapper().readTree(line);
            if (golden.path("adapter").asText().equals("reverse")) {
                cases.add(item(
                        cases.size(),
                        golden.path("prompt").asText(),
                        golden.path("text").asText()));
            }
        }
        TunedLife life = new TunedLife(folder, cases);
        Path rows =
                Files.writeString(folder.resolve("rows.jsonl"), "{\"prompt\": \"copy:ab=\", \"completion\": \"ba\"}\n");
        LoraSettings lora = new LoraSettings(
                8, 16, 0, List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"));
        TrainingPlan plan = TrainingPlan.of("reverse", "tiny-copy", TrainingFile.of(rows), DataClass.RESTRICTED)
                .withSettings(TrainingSettings.DEFAULT.withLora(lora));
        JobStatus end = trained(plan);
        TrainedModel.Adapter adapter = (TrainedModel.Adapter) end.model().orElseThrow();

        Path file = TunedModelFile.of(plan, adapter, CARD, TINY)
                .withGraph("onnx/model_lora.onnx")
                .with(end)
                .with(sheet)
                .write(home);
        try (FineTunedModel tuned = FineTunedModel.open(file)) {
            // It was trained on bare text, which no prompt format writes: what counts here is the way, not how good it
            // is.
            DomainModel served = life.serve(tuned, tuned.withAdapter(""), 0);
            assertThat(served.answer("copy:bh=").reply()).isPresent();
        }

        requireSheetCovered(life, file);
        Path weights = adapter.directory().resolve("adapter_model.safetensors");
        byte[] changed = Files.readAllBytes(weights);
        changed[changed.length - 4] ^= 1; // the least bit of the last number
        Files.write(weights, changed);
        life.requireVoid(file);
    }

    /** A script stands for the program: it copies what a training made. */
    private JobStatus trained(TrainingPlan plan) throws IOException {
        Path script = Files.write(
                folder.resolve("program.sh"),
                List.of(
                        "mkdir -p output",
                        "cp " + TINY + "/adapters/reverse/adapter_model.safetensors output/",
                        "sed 's/\"base_model_name_or_path\": null/\"base_model_name_or_path\": \"tiny-copy\"/' " + TINY
                                + "/adapters/reverse/adapter_config.json > output/adapter_config.json"));
        Trainer trainer = ExternalTrainer.of(TrainingProgram.TRL, new BaseModel("tiny-copy", "llama", ""))
                .withCommand(List.of("sh", script.toString()));
        try (TrainingJob job = trainer.start(plan, folder.resolve("job"))) {
            return job.await(SOON, status -> {});
        }
    }

    @Test
    void aModelOfAProvider() throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String name = "fund" + (char) ('a' + i / 10) + (char) ('a' + i % 10);
            cases.add(item(i, "What does " + name + " cost?", i + "00 yen"));
            rows.add("{\"messages\": [{\"role\": \"user\", \"content\": \"What is the fee of " + name
                    + "?\"}, {\"role\": \"assistant\", \"content\": \"" + i + "00 yen.\"}]}");
        }
        TunedLife life = new TunedLife(folder, cases);
        Path data = Files.write(folder.resolve("rows.jsonl"), rows);
        TrainingPlan plan = TrainingPlan.of("fee-desk", "small-1", TrainingFile.of(data), DataClass.INTERNAL);
        try (LoopbackProvider provider = LoopbackProvider.start()) {
            EgressPolicy policy =
                    EgressPolicy.of(EgressRule.of(provider.address().toString(), DataClass.INTERNAL));
            Trainer trainer = HostedTrainer.of(Provider.of(provider.address(), () -> ""), policy);
            JobStatus end;
            try (TrainingJob job = trainer.start(plan, folder.resolve("job"))) {
                end = job.await(SOON, status -> {});
            }
            TrainedModel.Served model = (TrainedModel.Served) end.model().orElseThrow();
            Path file = TunedModelFile.of(plan, model, CARD, "")
                    .with(end)
                    .with(sheet)
                    .write(home);
            TrainedModel.Served base = new TrainedModel.Served(provider.address(), plan.base(), plan.id());

            try (FineTunedModel tuned = FineTunedModel.open(file);
                    FineTunedModel untuned = FineTunedModel.open(
                            TunedModelFile.of(plan, base, CARD, "").write(folder.resolve("base")))) {
                DomainModel served = life.serve(tuned, untuned, 0.9);
                assertThat(served.answer("What is the fee of fundah?").reply())
                        .map(Answer.Reply::text)
                        .contains("700 yen.");
            }

            requireSheetCovered(life, file);
            Files.writeString(file, Files.readString(file).replace(model.model(), plan.base()));
            life.requireVoid(file);
        }
    }
}
