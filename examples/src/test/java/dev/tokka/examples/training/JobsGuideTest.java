// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Money;
import dev.tokka.examples.Documentation;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.training.external.BaseModel;
import dev.tokka.finetune.training.external.ExternalTrainer;
import dev.tokka.finetune.training.external.TrainingProgram;
import dev.tokka.finetune.training.hosted.HostedTrainer;
import dev.tokka.finetune.training.hosted.Provider;
import dev.tokka.finetune.training.hosted.TrainingPrice;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.Trainer;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.finetune.training.job.TrainingSettings;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the section on jobs in the guide to training. */
class JobsGuideTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final Currency dollars = Currency.getInstance("USD");
    private final ModelCard card = new ModelCard("1", "of the provider", "fees", "questions on fees", "all others");
    private final Duration every = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"messages\": [{\"role\": \"user\", \"content\": \"What is the fee of a transfer?\"},"
                        + " {\"role\": \"assistant\", \"content\": \"500 yen.\"}]}\n");
    }

    @Test
    void rowsBecomeAModelAtAProvider() throws IOException {
        try (LoopbackProvider provider = LoopbackProvider.start()) {
            URI address = provider.address();
            String key = "";
            Path directory = folder.resolve("job");
            Path home = folder.resolve("model");
            // SHOW
            TrainingFile rows = TrainingFile.of(file);
            TrainingPlan plan = TrainingPlan.of("fee-desk", "small-1", rows, DataClass.INTERNAL)
                    .withSettings(TrainingSettings.DEFAULT.withEpochs(3));
            EgressPolicy policy = EgressPolicy.of(EgressRule.of(address.toString(), DataClass.INTERNAL));
            HostedTrainer trainer = HostedTrainer.of(Provider.of(address, () -> key), policy)
                    .withPrice(new TrainingPrice(new Money(new BigDecimal("3"), dollars), row -> row.length() / 4))
                    .withBudget(new Money(new BigDecimal("20"), dollars));
            out.println(trainer.estimate(plan));
            try (TrainingJob job = trainer.start(plan, directory)) {
                JobStatus end = job.await(every, status -> out.println(status.state() + " " + status.losses()));
                TrainedModel.Served model = (TrainedModel.Served) end.model().orElseThrow();
                TunedModelFile.of(plan, model, card, "").write(home);
            }
            try (FineTunedModel tuned = FineTunedModel.open(home)) {
                Answer answer = tuned.answer("What is the fee of a transfer?");
                out.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
            }
            // END
            // SHOW
            try (TrainingJob job = trainer.resume(directory)) {
                out.println(job.status().state());
            }
            // END
        }

        assertThat(printed.toString(UTF_8).lines())
                .hasSize(8)
                .anyMatch(line -> line.startsWith("RUNNING [Loss[step=1, training=2.0"))
                .contains("500 yen.")
                .endsWith("SUCCEEDED");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aProgramIsGivenAllThatItNeeds() throws IOException {
        String chatTemplate = "{{ messages }}";
        Path directory = folder.resolve("job");
        // SHOW
        BaseModel base = new BaseModel("meta-llama/Llama-3.2-1B-Instruct", "llama", chatTemplate);
        Trainer trainer = ExternalTrainer.of(TrainingProgram.LLAMA_FACTORY, base);
        TrainingPlan plan = TrainingPlan.of("fee-desk", base.id(), TrainingFile.of(file), DataClass.RESTRICTED);
        // END
        Trainer here = ((ExternalTrainer) trainer).withCommand(List.of("ls"));
        try (TrainingJob job = here.start(plan, directory)) {
            assertThat(job.await(every, status -> {}).message()).isEqualTo("config.yaml");
        }
        assertThat(directory).isDirectoryContaining(each -> each.endsWith("dataset_info.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/training.md", "docs/training.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        assertThat(Documentation.javaBlocks(guide)).containsSubsequence(Documentation.shownBy(JobsGuideTest.class));
    }
}
