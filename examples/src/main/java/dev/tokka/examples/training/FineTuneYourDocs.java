// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import dev.tokka.DataClass;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
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
import dev.tokka.langchain4j.PromptFormats;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * From a folder of documents to a tuned model, measured against its base: rows, cost, job, strategy, experiment.
 *
 * <p>Started by {@code mvn -q -Pfine-tune-your-docs [-Dtokka.docs=FOLDER]}. The provider is a {@link LoopbackProvider}, which has no
 * language model; put the address and the key of a real one in its place.
 */
public final class FineTuneYourDocs {

    private static final Path HANDBOOK = Path.of("examples", "handbook", "en");
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
            TrainedModel.Served tuned = train(provider, plan);
            compare(open(plan, tuned), open(plan, base(provider, plan)), heldOut(sources, rows));
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

    private TrainedModel.Served train(LoopbackProvider provider, TrainingPlan plan) {
        Currency dollars = Currency.getInstance("USD");
        EgressPolicy policy = EgressPolicy.of(EgressRule.of(provider.address().toString(), DataClass.INTERNAL));
        HostedTrainer trainer = HostedTrainer.of(Provider.of(provider.address(), () -> ""), policy)
                .withPrice(new TrainingPrice(new Money(new BigDecimal("3"), dollars), row -> row.length() / 4))
                .withBudget(new Money(new BigDecimal("20"), dollars));
        out.println("Estimate: " + trainer.estimate(plan));
        try (TrainingJob job = trainer.start(plan, work.resolve("job"))) {
            JobStatus end = job.await(Duration.ofMillis(10), this::tell);
            return (TrainedModel.Served)
                    end.model().orElseThrow(() -> new IllegalArgumentException("the job has ended: " + end.message()));
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

    private FineTunedModel open(TrainingPlan plan, TrainedModel.Served model) {
        ModelCard card =
                new ModelCard("1", "own work", "rows from your documents", "to show the way", "it is a stand-in");
        Path folder = work.resolve(model.model().equals(plan.base()) ? "base" : "tuned");
        return FineTunedModel.open(TunedModelFile.of(plan, model, card, "").write(folder));
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
        List<Candidate> candidates = List.of(new Candidate("base", base), new Candidate("fine-tuned", tuned));
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (base;
                tuned) {
            Results results = Experiment.of(benchmark, candidates, work.resolve("answers.jsonl"))
                    .run(executor);
            Report report = Analysis.DEFAULT.of(results, executor);
            for (Candidate candidate : candidates) {
                Measurement right = report.measurement(
                                candidate.name(), report.primary().name())
                        .orElseThrow();
                Interval share = right.interval();
                out.printf(
                        Locale.ROOT,
                        "%s: %.3f [%.3f, %.3f] right of %d%n",
                        candidate.name(),
                        share.estimate(),
                        share.low(),
                        share.high(),
                        right.answers());
            }
            Files.writeString(work.resolve("report.html"), HtmlReport.write(report, Wording.ENGLISH));
        } finally {
            executor.shutdown();
        }
    }
}
