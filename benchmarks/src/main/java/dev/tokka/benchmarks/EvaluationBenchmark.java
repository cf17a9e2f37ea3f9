// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Measures how fast an experiment asks, how fast kept answers are scored again, and how fast its page opens.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-evaluation}; {@code benchmarks/README.md} says what each figure means.
 */
public final class EvaluationBenchmark {

    private static final int STORED = 100_000;
    private static final int PAGE_CASES = 5_000;

    private final Path folder;
    private final PrintStream out;

    private EvaluationBenchmark(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Runs the benchmark from the root of the repository. */
    public static void main(String... args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path results = Path.of(System.getProperty("tokka.results"));
        Path folder = Files.createDirectories(results.resolve("evaluation"));
        String machine = Machine.describe();
        out.println(machine);
        ResultTable table = new ResultTable(new EvaluationBenchmark(folder, out).figures());
        table.write(results.resolve("evaluation.json"));
        out.println();
        out.println("Evaluation, on " + machine);
        table.print(out);
        out.println("written to " + results.resolve("evaluation.json"));
    }

    private List<Figure> figures() throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        out.println("Asking …");
        figures.addAll(new AskingSpeed(folder.resolve("asked.jsonl")).measure());
        out.println("Scoring again …");
        figures.addAll(rescoring());
        out.println("Opening the page …");
        figures.addAll(page());
        return figures;
    }

    private List<Figure> rescoring() throws IOException, InterruptedException {
        StoredAnswers stored = new StoredAnswers(folder.resolve("stored.jsonl"), STORED);
        stored.write();
        ExecutorService threads = Executors.newFixedThreadPool(1); // the calling thread is the other
        try {
            long start = System.nanoTime();
            Results results = Results.read(stored.file(), stored.benchmark());
            double read = (System.nanoTime() - start) / 1e9;
            Report report = Analysis.DEFAULT.of(results, threads);
            double all = (System.nanoTime() - start) / 1e9;
            return List.of(
                    Figure.of("100,000 answers, read", read, "s"),
                    Figure.of(
                                    "100,000 answers, read, scored by "
                                            + report.measurements().size() + " metrics, 10,000 resamples",
                                    all,
                                    "s")
                            .atMost(30));
        } finally {
            threads.shutdown();
        }
    }

    private List<Figure> page() throws IOException, InterruptedException {
        StoredAnswers stored = new StoredAnswers(folder.resolve("page.jsonl"), PAGE_CASES);
        stored.write();
        Results results = Results.read(stored.file(), stored.benchmark());
        Path page = folder.resolve("page.html");
        Files.writeString(
                page, HtmlReport.write(new Analysis(0.95, 1000, 0).of(results, Runnable::run), Wording.ENGLISH));
        return PageTime.measure(page);
    }
}
