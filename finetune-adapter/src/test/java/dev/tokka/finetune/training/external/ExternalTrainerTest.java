// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokka.DataClass;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.JobStatus.Loss;
import dev.tokka.finetune.training.job.JobStatus.State;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.finetune.training.job.TrainingSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a shell script in the place of the program: it writes what transformers' trainer writes. */
@DisabledOnOs(OS.WINDOWS)
class ExternalTrainerTest {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final BaseModel BASE = new BaseModel("house/small", "llama", "{{ messages }}");
    private static final String CONFIG =
            "{\"peft_type\": \"LORA\", \"base_model_name_or_path\": \"house/small\", \"r\": 8,"
                    + " \"lora_alpha\": 32, \"target_modules\": [\"v_proj\", \"q_proj\", \"k_proj\"]}";

    @TempDir
    private Path folder;

    private Path made;
    private TrainingPlan plan;

    @BeforeEach
    void prepare() throws IOException {
        made = Files.createDirectory(folder.resolve("made"));
        Files.writeString(made.resolve("adapter_config.json"), CONFIG);
        Files.write(made.resolve("adapter_model.safetensors"), weights());
        String rows = "{\"messages\": [{\"role\": \"assistant\", \"content\": \"はい。\"}]}\n";
        plan = TrainingPlan.of(
                        "desk",
                        "house/small",
                        TrainingFile.of(Files.writeString(folder.resolve("rows.jsonl"), rows.repeat(4))),
                        DataClass.RESTRICTED)
                .withSettings(TrainingSettings.DEFAULT.withEpochs(2));
    }

    private static byte[] weights() {
        String name = "base_model.model.model.layers.0.self_attn.q_proj.lora_";
        byte[] header = ("{\"" + name + "A.weight\":{\"dtype\":\"F32\",\"shape\":[8,1],\"data_offsets\":[0,32]},\""
                        + name + "B.weight\":{\"dtype\":\"F32\",\"shape\":[1,8],\"data_offsets\":[32,64]}}")
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length + 64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    /** Returns a trainer whose program does what {@code script} says. */
    private ExternalTrainer trainer(TrainingProgram program, String... script) throws IOException {
        Path file = Files.write(folder.resolve("program.sh"), List.of(script));
        return ExternalTrainer.of(program, BASE).withCommand(List.of("sh", file.toString()));
    }

    private String finish() {
        return "mkdir -p output && cp " + made + "/* output/";
    }

    private Path job() {
        return folder.resolve("job");
    }

    @Test
    void rowsBecomeAnAdapter() throws IOException {
        ExternalTrainer trainer = trainer(
                TrainingProgram.TRL,
                "echo 'Loading weights'",
                "printf '\\r 50%%|#####| 1/2\\r'",
                "echo \"{'loss': 1.5, 'grad_norm': nan, 'learning_rate': 1e-04, 'epoch': 1.0}\"",
                "echo \"{'eval_loss': 1.75, 'epoch': 1.0}\"",
                "echo \"{'loss': '0.5', 'learning_rate': '0', 'epoch': '2.0'}\"",
                "echo \"{'train_runtime': 12.5, 'train_loss': 1.0, 'epoch': 2.0}\"",
                finish());
        List<JobStatus> told = new ArrayList<>();
        JobStatus end;
        try (TrainingJob job = trainer.start(plan, job())) {
            end = job.await(SOON, told::add);
        }

        assertThat(end.state()).isEqualTo(State.SUCCEEDED);
        assertThat(end.progress()).hasValue(1);
        assertThat(end.losses())
                .containsExactly(new Loss(1, 1.5, OptionalDouble.of(1.75)), new Loss(2, 0.5, OptionalDouble.empty()));
        TrainedModel.Adapter adapter = (TrainedModel.Adapter) end.model().orElseThrow();
        assertThat(adapter.directory()).isEqualTo(job().resolve("output"));
        assertThat(adapter.template()).isEqualTo(BASE.templateDigest());
        assertThat(adapter.plan()).isEqualTo(plan.id());
        assertThat(trainer.estimate(plan).epochs()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(TrainingProgram.class)
    void theDirectoryHasAllThatAProgramNeeds(TrainingProgram program) throws IOException {
        try (TrainingJob job = trainer(program, "cp \"$1\" seen.yaml", finish()).start(plan, job())) {
            assertThat(job.await(SOON, status -> {}).state()).isEqualTo(State.SUCCEEDED);
        }

        JsonNode settings = new YAMLMapper().readTree(job().resolve("seen.yaml").toFile());
        assertThat(settings.toString())
                .contains("\"house/small\"", "\"output\"", "42")
                .containsPattern("\"lora_(r|rank)\":8")
                .contains("\"lora_alpha\":32", "q_proj")
                .containsPattern("\"(num_train_epochs|num_epochs)\":2");
        assertThat(job().resolve("train.jsonl")).hasSameBinaryContentAs(folder.resolve("rows.jsonl"));
        assertThat(job().resolve("chat_template.jinja")).hasContent("{{ messages }}");
        if (program == TrainingProgram.LLAMA_FACTORY) {
            JsonNode sets =
                    new JsonMapper().readTree(job().resolve("dataset_info.json").toFile());
            assertThat(sets.at("/training/file_name").asText()).isEqualTo("train.jsonl");
            assertThat(settings.path("lora_target").asText()).isEqualTo("q_proj,k_proj,v_proj");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s/house.small/other/",
                "s/\"r\": 8/\"r\": 4/",
                "s/\"lora_alpha\": 32/\"lora_alpha\": 16/",
                "s/\"v_proj\", //"
            })
    void anAdapterOfAnotherPlanIsRefused(String change) throws IOException {
        ExternalTrainer trainer =
                trainer(TrainingProgram.AXOLOTL, finish(), "sed -i '" + change + "' output/adapter_config.json");
        try (TrainingJob job = trainer.start(plan, job())) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> job.await(SOON, status -> {}))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_RESULT))
                    .withMessageContaining("expected an adapter");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo other > output/chat_template.jinja",
                "echo '{\"chat_template\": \"other\"}' > output/tokenizer_config.json",
                "echo more >> config.yaml",
                "printf x | dd of=output/adapter_model.safetensors bs=1 seek=1 conv=notrunc 2>/dev/null",
            })
    void anAdapterOfAnotherTemplateOrOtherSettingsOrADamagedOneIsRefused(String change) throws IOException {
        try (TrainingJob job = trainer(TrainingProgram.TRL, finish(), change).start(plan, job())) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> job.await(SOON, status -> {}))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_RESULT));
        }
    }

    @Test
    void otherRowsThanThoseOfTheBeginningAreRefused() throws IOException {
        try (TrainingJob job =
                trainer(TrainingProgram.TRL, finish(), "echo >> train.jsonl").start(plan, job())) {
            assertThatThrownBy(() -> job.await(SOON, status -> {}))
                    .hasMessageContaining("expected the rows that the job began with but they have changed");
        }
    }

    @Test
    void aProgramThatFailsSaysWhyAndOneThatIsNotThereIsTold() throws IOException {
        try (TrainingJob job = trainer(TrainingProgram.TRL, "echo 'CUDA out of memory.'", "exit 1")
                .start(plan, job())) {
            JobStatus end = job.await(SOON, status -> {});
            assertThat(end.state()).isEqualTo(State.FAILED);
            assertThat(end.message()).isEqualTo("CUDA out of memory.");
        }
        ExternalTrainer none = ExternalTrainer.of(TrainingProgram.TRL, BASE).withCommand(List.of("./no-such-program"));
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> none.start(plan, folder.resolve("other")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PROGRAM));
    }

    @Test
    void aJobThatRunsIsFoundAgainAndOneThatIsCancelledEnds() throws IOException {
        ExternalTrainer trainer = trainer(
                TrainingProgram.TRL,
                "echo started >> starts",
                "echo \"{'loss': 1.5, 'epoch': 0.5}\"",
                "while [ ! -e go ]; do sleep 0.02; done");
        trainer.start(plan, job()).close();

        try (TrainingJob job = trainer.resume(job())) {
            assertThat(until(job, State.RUNNING).progress()).hasValue(0.25);
            job.cancel();
            assertThat(job.status().state()).isEqualTo(State.CANCELLED);
        }
        try (TrainingJob job = trainer.resume(job())) {
            assertThat(job.status().state()).isEqualTo(State.CANCELLED);
        }
        assertThat(job().resolve("starts")).hasContent("started");
    }

    @Test
    void aJobThatWasKilledGoesOnFromItsLastCheckpoint() throws IOException {
        ExternalTrainer trainer = trainer(
                TrainingProgram.LLAMA_FACTORY,
                "if [ -e output/checkpoint-20 ]; then",
                "  grep resume_from_checkpoint config.yaml > resumed; " + finish() + "; exit 0",
                "fi",
                "mkdir -p output/checkpoint-9 output/checkpoint-20",
                "echo \"{'loss': 1.5, 'epoch': 0.5}\"",
                "while true; do sleep 0.02; done");
        try (TrainingJob job = trainer.start(plan, job())) {
            until(job, State.RUNNING);
            long process = new JsonMapper()
                    .readTree(job().resolve("job.json").toFile())
                    .path("process")
                    .asLong();
            ProcessHandle.of(process).orElseThrow().destroyForcibly();
            assertThat(job.await(SOON, status -> {}).state()).isEqualTo(State.FAILED);
        }

        try (TrainingJob job = trainer.resume(job())) {
            assertThat(job.await(SOON, status -> {}).state()).isEqualTo(State.SUCCEEDED);
        }
        assertThat(job().resolve("resumed")).hasContent("resume_from_checkpoint: \"output/checkpoint-20\"");
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
        ExternalTrainer trainer = trainer(TrainingProgram.TRL, "true");
        TrainingFile raw = TrainingFile.of(
                Files.writeString(folder.resolve("raw.jsonl"), "{\"prompt\": \"a\", \"completion\": \"b\"}\n"));
        ExternalTrainer unknown =
                ExternalTrainer.of(TrainingProgram.TRL, new BaseModel("house/small", "mamba", "{{ x }}"));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> trainer.start(TrainingPlan.of("desk", "other", plan.training(), DataClass.PUBLIC), job()))
                .withMessage("expected a plan for house/small but it is for other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.start(TrainingPlan.of("desk", "house/small", raw, DataClass.PUBLIC), job()))
                .withMessage("expected a base without a chat template for rows of raw text but it has one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unknown.start(plan, job()))
                .withMessageContaining("or settings with targets, but it is mamba");
        assertThat(job()).doesNotExist();
    }

    private static JobStatus until(TrainingJob job, State state) {
        JobStatus[] last = new JobStatus[1];
        assertThatThrownBy(() -> job.await(SOON, status -> {
                    last[0] = status;
                    if (status.state() == state) {
                        throw new IllegalStateException("reached");
                    }
                }))
                .hasMessage("reached");
        return last[0];
    }
}
