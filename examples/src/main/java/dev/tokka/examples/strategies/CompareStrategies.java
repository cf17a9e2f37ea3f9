// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.LedgerException;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.JsonReport;
import dev.tokka.evaluation.report.Wording;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.index.IndexException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Measures strategies against each other: which is best for a domain, and how sure is that?
 *
 * <p>Started by {@code mvn -q -Pcompare-strategies}. Prints a recommendation and the tables of each study, and writes the
 * page with every answer to {@code examples/target/evaluation/STUDY/report.html}, in Japanese to {@code report.ja.html}.
 * Answers are kept beside them: started again, nothing is asked twice. Of {@code bank} and {@code banking77} it also says
 * whether a router that learns from these answers which strategy to ask what is better than the best of them; if so, it is
 * kept as {@code router.json}.
 *
 * <p>Studies: {@code bank} (a small model in this process, fine-tuned and not, with retrieval and without), {@code
 * paraphrases} (what it helps to say each fact in more ways in the training) and {@code handbook} (answers out of
 * documents, without a language model). Only if named: {@code table} (that model untuned and tuned in four ways, each asked
 * in six, beside what was measured elsewhere, which takes some minutes). Where their data sets are in the folder that the
 * property {@code tokka.data} names (with none, {@code ../shared/data}): {@code banking77} (intents of customers), and
 * ways to search {@code lawqa} (Japanese law), {@code tatqa} (annual reports) and {@code scifact} (abstracts, which take
 * some minutes to index). {@code tokka.parts} names those to run, such as {@code bank,handbook}; {@code tokka.questions}
 * says how many questions of each to ask; with none, all are.
 */
public final class CompareStrategies {

    private static final int MOST = 9999;
    private static final String DATA = "../shared/data";

    private final Path examples;
    private final Path folder;
    private final PrintStream out;

    /** Creates the program over the folder {@code examples}; it writes to {@code folder} and prints to {@code out}. */
    CompareStrategies(Path examples, Path folder, PrintStream out) {
        this.examples = examples;
        this.folder = folder;
        this.out = out;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the input. */
    public static void main(String... args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            new CompareStrategies(Path.of("examples"), Path.of("examples", "target", "evaluation"), out)
                    .run(System.getProperties());
        } catch (IllegalArgumentException
                | BenchmarkFormatException
                | LedgerException
                | DocumentException
                | IndexException e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println("compare-strategies: " + e.getMessage());
            System.exit(1);
        }
    }

    void run(Properties properties) throws IOException, InterruptedException {
        for (Study study : chosen(studies(properties), properties.getProperty("tokka.parts", ""))) {
            Path kept = Files.createDirectories(folder.resolve(study.name()));
            out.println("Study " + study.name() + " …");
            show(study, kept);
        }
    }

    private List<Study> studies(Properties properties) {
        int count = SwapStrategies.count(properties, MOST);
        List<Study> studies = new ArrayList<>();
        Bank bank = new Bank(examples.resolve("demo-bank"), "model", properties);
        studies.add(new BankStudy(bank, folder.resolve("bank")));
        studies.add(new ParaphraseStudy(bank, folder.resolve("paraphrases")));
        studies.add(new TableStudy(
                bank.withModel(TableStudy.FILE), folder.resolve("table"), TableStudy.MODELS, TableStudy.WAYS));
        studies.add(new HandbookStudy(examples, folder.resolve("handbook"), count));
        String named = properties.getProperty("tokka.data", "");
        Path data = Path.of(named.isEmpty() ? DATA : named);
        if (Files.isDirectory(data.resolve("banking77"))) {
            studies.add(new IntentStudy(data, folder.resolve("banking77"), count));
        }
        if (Files.isDirectory(data.resolve("lawqa_jp"))) {
            studies.add(RetrievalStudy.lawqa(data, folder.resolve("lawqa"), count));
        }
        if (Files.isDirectory(data.resolve("tatqa"))) {
            studies.add(RetrievalStudy.tatqa(data, folder.resolve("tatqa"), count));
        }
        if (Files.isDirectory(data.resolve("scifact"))) {
            studies.add(RetrievalStudy.scifact(data, folder.resolve("scifact"), count));
        }
        return studies;
    }

    private static List<Study> chosen(List<Study> studies, String named) {
        if (named.isBlank()) {
            return studies.stream().filter(study -> !study.onlyIfNamed()).toList();
        }
        List<Study> chosen = new ArrayList<>();
        for (String name : named.split(",", -1)) {
            chosen.add(studies.stream()
                    .filter(study -> study.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("tokka.parts must name some of "
                            + studies.stream().map(Study::name).toList() + ", with commas between, but is " + named)));
        }
        return chosen;
    }

    private void show(Study study, Path kept) throws IOException, InterruptedException {
        Findings findings = study.run();
        out.println(study.words(findings));
        Routing routing = new Routing(kept, out);
        for (Map.Entry<String, Results> each : study.routable(findings).entrySet()) {
            routing.show(each.getKey(), each.getValue());
        }
        Files.writeString(kept.resolve("report.html"), HtmlReport.write(findings, Wording.ENGLISH));
        Files.writeString(kept.resolve("report.ja.html"), HtmlReport.write(findings, Wording.JAPANESE));
        Files.writeString(kept.resolve("report.json"), JsonReport.write(findings));
        out.println("Every answer: " + kept.resolve("report.html") + " (report.ja.html in Japanese)\n");
    }
}
