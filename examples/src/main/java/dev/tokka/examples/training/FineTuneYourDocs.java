// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import dev.tokka.DataClass;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.ModelDraft;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.datasheet.Datasheet.About;
import dev.tokka.finetune.data.format.RowFiles;
import dev.tokka.finetune.data.format.RowFormats;
import dev.tokka.finetune.data.format.ServedRows;
import dev.tokka.finetune.data.generation.DocumentQuestions;
import dev.tokka.finetune.data.generation.RowGeneration;
import dev.tokka.finetune.training.hosted.HostedTrainer;
import dev.tokka.finetune.training.hosted.Provider;
import dev.tokka.finetune.training.hosted.TrainingPrice;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.prompting.Prompting;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From a folder of documents to a tuned model, measured against its base: rows, cost, job, strategy, record in the inventory,
 * experiment.
 *
 * <p>Started by {@code mvn -q -Pfine-tune-your-docs [-Dtokka.docs=FOLDER]}. The provider is a {@link LoopbackProvider}, which has no
 * language model; put the address and the key of a real one in its place.
 */
public final class FineTuneYourDocs {

    private static final Path HANDBOOK = Path.of("examples", "handbook", "en");
    private static final About ABOUT =
            new About("your documents", "Teaches what the documents say.", "Questions by patterns.", Instant.EPOCH);
    private static final int WORDINGS = 2;
    private static final int MOST_CASES = 100;

    private final PrintStream out;
    private final Path work;

    /** Makes a program that prints to {@code out} and keeps its files in {@code work}, an empty directory. */
    public FineTuneYourDocs(PrintStream out, Path work) {
        this.out = out;
        this.work = work;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the documents. */
    public static void main(String... args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        String docs = System.getProperty("tokka.docs", "");
        try {
            new FineTuneYourDocs(out, Files.createTempDirectory("tokka-tuning"))
                    .run(docs.isEmpty() ? HANDBOOK : Path.of(docs));
        } catch (IllegalArgumentException | TrainingException e) {
            err.println("fine-tune-your-docs: " + e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            err.println("fine-tune-your-docs: cannot read or write: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Goes the whole way.
     *
     * @param documents a folder with Markdown files
     */
    public void run(Path documents) throws IOException, InterruptedException {
        if (!Files.isDirectory(documents)) {
            throw new IllegalArgumentException(documents + ": expected a folder but there is none");
        }
        List<SourceDocument> sources = SourceDocument.markdown(documents, "own work");
        TrainingSet rows = rows(sources, WORDINGS, "made");
        out.printf(
                "%,d rows from %d documents, each with the place that its answer stands at%n",
                rows.size(), sources.size());
        Path file = work.resolve("train.jsonl");
        ServedRows served = new ServedRows(PromptFormats.chat());
        try (Stream<TrainingRow> all = rows.rows()) {
            RowFiles.write(all.map(served::apply), RowFormats.openAiChat(), file);
        }
        try (LoopbackProvider provider = LoopbackProvider.start()) {
            TrainingPlan plan = TrainingPlan.of("your-docs", "loopback-1", TrainingFile.of(file), DataClass.INTERNAL);
            JobStatus end = train(provider, plan);
            Datasheet sheet = Datasheet.of(ABOUT, rows).withSources(sources).withFile(file);
            try (FineTunedModel model = open(
                            file(plan, (TrainedModel.Served) end.model().orElseThrow())
                                    .with(end)
                                    .with(sheet),
                            "tuned");
                    FineTunedModel base = open(file(plan, base(provider, plan)), "base")) {
                register(model);
                compare(model, base, heldOut(sources, rows));
            }
        }
        out.println("Files: " + work);
    }

    private TrainingSet rows(List<SourceDocument> sources, int wordings, String folder) throws IOException {
        return RowGeneration.of(DocumentQuestions.inWordings(wordings), sources)
                .build()
                .run(work.resolve(folder))
                .set()
                .filter(set -> set.size() > 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected documents that state facts, in Markdown, but found nothing to ask about"));
    }

    private JobStatus train(LoopbackProvider provider, TrainingPlan plan) {
        Currency dollars = Currency.getInstance("USD");
        EgressPolicy policy = EgressPolicy.of(EgressRule.of(provider.address().toString(), DataClass.INTERNAL));
        HostedTrainer trainer = HostedTrainer.of(Provider.of(provider.address(), () -> ""), policy)
                .withPrice(new TrainingPrice(new Money(new BigDecimal("3"), dollars), row -> row.length() / 4))
                .withBudget(new Money(new BigDecimal("20"), dollars));
        out.println("Estimate: " + trainer.estimate(plan));
        try (TrainingJob job = trainer.start(plan, work.resolve("job"))) {
            JobStatus end = job.await(Duration.ofMillis(10), this::tell);
            if (end.model().isEmpty()) {
                throw new IllegalArgumentException("the job has ended: " + end.message());
            }
            return end;
        }
    }

    private void tell(JobStatus status) {
        String loss = status.losses().isEmpty()
                ? ""
                : String.format(
                        ", loss %.3f",
                        status.losses().get(status.losses().size() - 1).training());
        out.println(status.state()
                + String.format(" %.0f %%", 100 * status.progress().orElse(0))
                + loss);
    }

    private static TrainedModel.Served base(LoopbackProvider provider, TrainingPlan plan) {
        return new TrainedModel.Served(provider.address(), plan.base(), plan.id());
    }

    private static TunedModelFile file(TrainingPlan plan, TrainedModel.Served model) {
        ModelCard card =
                new ModelCard("1", "own work", "rows from your documents", "to show the way", "it is a stand-in");
        return TunedModelFile.of(plan, model, card, "");
    }

    private FineTunedModel open(TunedModelFile file, String folder) {
        return FineTunedModel.open(file.write(work.resolve(folder)));
    }

    /** Questions about the same facts in a wording that was not trained on. */
    private List<Case> heldOut(List<SourceDocument> sources, TrainingSet trained) throws IOException {
        Set<String> seen = new HashSet<>();
        try (Stream<TrainingRow> all = trained.rows()) {
            all.forEach(row -> seen.add(row.content().given()));
        }
        List<Case> cases = new ArrayList<>();
        try (Stream<TrainingRow> all =
                rows(sources, WORDINGS + 1, "other wording").rows()) {
            all.filter(row -> !seen.contains(row.content().given()))
                    .filter(row -> row.content() instanceof RowContent.Supervised)
                    .limit(MOST_CASES)
                    .forEach(row -> cases.add(Case.of(
                            "q" + (cases.size() + 1),
                            Question.of(row.content().given()),
                            new Expected.Texts(List.of(row.content().wanted())))));
        }
        return cases;
    }

    private void compare(FineTunedModel tuned, FineTunedModel base, List<Case> cases)
            throws IOException, InterruptedException {
        Benchmark benchmark = Benchmark.of("Facts in another wording", cases, TextMatch.contains());
        List<Candidate> candidates = List.of(
                new Candidate("base", base),
                new Candidate("prompted", base.with(Prompting.instructions("Reply with the value only."))),
                new Candidate("fine-tuned", tuned));
        new TunedComparison(out, work).of(benchmark, candidates);
    }

    /** Enters the model in an inventory; whoever validates it takes the report of the comparison as evidence. */
    private void register(FineTunedModel tuned) {
        ModelInventory inventory = ModelInventory.directory(work.resolve("inventory"));
        Lifecycle lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, Clock.systemUTC());
        ModelRecord developed = ModelDraft.of(tuned, "the owner of the documents", RiskTier.MEDIUM)
                .enter(lifecycle, "your-docs", "you");
        out.println("In the inventory: your-docs, " + developed.stage() + ", "
                + developed.fingerprint().orElseThrow());
        developed
                .development()
                .orElseThrow()
                .recipe()
                .ingredients()
                .forEach(each -> out.println("  " + each.kind() + " " + each.name() + ", "
                        + each.digest().orElse("unknown")));
    }
}
