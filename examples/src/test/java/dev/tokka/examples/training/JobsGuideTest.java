// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.examples.Documentation;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.ModelDraft;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.generation.DocumentQuestions;
import dev.tokka.finetune.data.generation.RowGeneration;
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
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Validation.Findings;
import dev.tokka.prompting.Prompting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void aTunedModelIsRegisteredAndComparedByItsFile() throws IOException, InterruptedException {
        TrainingPlan plan = TrainingPlan.of("fee-desk", "small-1", TrainingFile.of(file), DataClass.INTERNAL);
        Path home = folder.resolve("model");
        Path answers = folder.resolve("answers.jsonl");
        Datasheet sheet = sheet();
        List<Case> cases = IntStream.range(0, 100)
                .mapToObj(i -> Case.of(
                        "case-" + i,
                        Question.of("What is the fee of transfer " + i + "?"),
                        new Expected.Texts(List.of("500 yen"))))
                .toList();
        Benchmark benchmark = Benchmark.of("fees", cases, TextMatch.contains());
        Lifecycle lifecycle = new Lifecycle(
                ModelInventory.directory(folder.resolve("inventory")), EvidencePolicy.DEFAULT, Clock.systemUTC());
        try (LoopbackProvider provider = LoopbackProvider.start()) {
            JobStatus end = trained(provider, plan);
            TrainedModel.Served model = (TrainedModel.Served) end.model().orElseThrow();
            TrainedModel.Served before = new TrainedModel.Served(provider.address(), plan.base(), plan.id());
            FineTunedModel base = FineTunedModel.open(
                    TunedModelFile.of(plan, before, card, "").write(folder.resolve("base")));
            // SHOW
            Path written = TunedModelFile.of(plan, model, card, "")
                    .with(end)
                    .with(sheet)
                    .write(home);
            try (FineTunedModel tuned = FineTunedModel.open(written)) {
                ModelDraft draft = ModelDraft.of(tuned, "Retail banking", RiskTier.MEDIUM);
                ModelRecord developed = draft.enter(lifecycle, "fee-desk", "sato");

                DomainModel prompted = base.with(Prompting.instructions("Reply with the value only."));
                List<Candidate> candidates = List.of(
                        new Candidate("base", base),
                        new Candidate("prompted", prompted),
                        new Candidate("fine-tuned", tuned));
                Results results = Experiment.of(benchmark, candidates, answers).run(Runnable::run);
                Report report = Analysis.DEFAULT.of(results, Runnable::run);
                report.comparisons("contains").forEach(out::println);

                Findings findings = Findings.of(report.evidence("fine-tuned", "contains", "base"));
                lifecycle.validate(developed, findings, "tanaka");
            }
            // END
            base.close();
        }

        assertThat(printed.toString(UTF_8).lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Comparison[metric=contains, first=base, second=fine-tuned"));
        assertThat(folder.resolve("inventory/fee-desk/000003.json")).exists();
    }

    private Datasheet sheet() throws IOException {
        List<SourceDocument> documents =
                List.of(SourceDocument.of("fees.md", "The fee of a transfer is 500 yen.", "own work"));
        TrainingSet rows = RowGeneration.of(DocumentQuestions.inWordings(1), documents)
                .build()
                .run(folder.resolve("rows"))
                .set()
                .orElseThrow();
        return Datasheet.of(new Datasheet.About("fees", "Teaches fees.", "", Instant.EPOCH), rows);
    }

    private JobStatus trained(LoopbackProvider provider, TrainingPlan plan) {
        EgressPolicy policy = EgressPolicy.of(EgressRule.of(provider.address().toString(), DataClass.INTERNAL));
        Trainer trainer = HostedTrainer.of(Provider.of(provider.address(), () -> ""), policy);
        try (TrainingJob job = trainer.start(plan, folder.resolve("job"))) {
            return job.await(every, status -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/training.md", "docs/training.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        assertThat(Documentation.javaBlocks(guide)).containsSubsequence(Documentation.shownBy(JobsGuideTest.class));
    }
}
