// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.MarkdownReport;
import dev.tokka.evaluation.report.Wording;
import dev.tokka.examples.Request;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Measures the strategies of {@link TunedStrategies} against each other: which is best for the made-up bank, and how sure
 * is that?
 *
 * <p>Started by {@code mvn -q -Pcompare-strategies}. Prints the tables, and writes the page with every answer to {@code
 * examples/target/evaluation/report.html}, in Japanese to {@code report.ja.html}. Answers are kept in {@code
 * answers.jsonl} beside them: started again, nothing is asked twice. The property {@code tokka.questions} says how many
 * of the 264 questions to ask; with none, all are asked.
 */
public final class CompareStrategies {

    private static final int ALL = 264;

    private final Path bank;
    private final Path folder;
    private final PrintStream out;

    /** Creates the program over the folder of the bank; it writes to {@code folder} and prints to {@code out}. */
    CompareStrategies(Path bank, Path folder, PrintStream out) {
        this.bank = bank;
        this.folder = folder;
        this.out = out;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the input. */
    public static void main(String... args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            new CompareStrategies(Path.of("examples", "demo-bank"), Path.of("examples", "target", "evaluation"), out)
                    .run(System.getProperties());
        } catch (IllegalArgumentException e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println("compare-strategies: " + e.getMessage());
            System.exit(1);
        }
    }

    void run(Properties properties) throws IOException, InterruptedException {
        Benchmark benchmark = benchmark(SwapStrategies.count(properties, ALL));
        Path documents = bank.resolve("documents");
        Files.createDirectories(folder);
        try (FineTunedModel tuned = FineTunedModel.open(bank.resolve("model"));
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(
                        Request.of(properties).index(documents), encoder, TunedStrategies.PARAGRAPHS)) {
            index.ingest(documents);
            Map<String, DomainModel> strategies =
                    TunedStrategies.strategies(tuned, Retrieval.from(index).limit(4));
            List<Candidate> candidates = new ArrayList<>();
            strategies.forEach((name, model) -> candidates.add(new Candidate(name, model)));
            out.println("Asking " + candidates.size() + " strategies "
                    + benchmark.cases().size() + " questions …");
            Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                    .run(Runnable::run);
            show(results);
        }
    }

    private Benchmark benchmark(int count) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (HandbookQuestion question : HandbookQuestion.choose(count, BankQuestions.read(bank))) {
            Expected expected = question.sources().isEmpty()
                    ? new Expected.NoAnswer()
                    : new Expected.Texts(List.of(question.answer()));
            String kind = question.id().substring(0, question.id().lastIndexOf('-'));
            cases.add(Case.of(question.id(), Question.of(question.text()), expected)
                    .withTag(Tags.GROUP, kind)
                    .withTag(Tags.LANGUAGE, "en"));
        }
        return Benchmark.of("Made-up bank", cases, TextMatch.contains());
    }

    private void show(Results results) throws IOException {
        Report report = Analysis.DEFAULT.of(results, Runnable::run);
        out.println(MarkdownReport.write(report, Wording.ENGLISH));
        StrategyTable.Roles roles =
                new StrategyTable.Roles("base", "retrieval", "fine-tuned", "fine-tuned + retrieval");
        StrategyTable.Together together = StrategyTable.of(results, roles, Analysis.DEFAULT, Runnable::run)
                .together();
        out.printf(
                Locale.ROOT,
                "Both together less %s alone: %+.3f [%+.3f, %+.3f], p = %.3f%n",
                together.better(),
                together.overBetter().estimate(),
                together.overBetter().low(),
                together.overBetter().high(),
                together.pValue());
        Files.writeString(folder.resolve("report.html"), HtmlReport.write(report, Wording.ENGLISH));
        Files.writeString(folder.resolve("report.ja.html"), HtmlReport.write(report, Wording.JAPANESE));
        out.println("Every answer: " + folder.resolve("report.html") + " (report.ja.html in Japanese)");
    }
}
